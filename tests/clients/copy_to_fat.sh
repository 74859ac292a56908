#!/bin/sh
# Does Linux's own FAT driver keep a stick's files in playing order?  By hand, as root: tests/clients/copy_to_fat.sh
# Needs the Debian packages user-mode-linux, kmod, dosfstools and mtools: a kernel of its own mounts an image of a stick,
# so that it does not matter which file systems this machine's kernel knows. The week is copied twice, the second time
# over the first; mtools, which reads the raw folders, must then list the files in order, and all sums must be right.
set -eu
cd "$(dirname "$0")/../.."
if [ "${1-}" = inside ]; then
  mount -t proc proc /proc
  for module in nls/nls_cp437 nls/nls_iso8859-1 fat/fat fat/vfat; do
    insmod "/usr/lib/uml/modules/$(uname -r)/kernel/fs/$module.ko"
  done
  mount -t tmpfs none /mnt
  mknod /mnt/stick b 98 0
  mkdir /mnt/usb
  # As desktops mount a stick.
  mount -t vfat -o utf8=1,showexec,flush /mnt/stick /mnt/usb
  for _ in 1 2; do
    .venv/bin/python -c 'import sys; from pathlib import Path
from ntm_playout.audio.delivery.stick import copy_to_drive
from ntm_playout.progress import Quiet
print(copy_to_drive(Path(sys.argv[1]), Path("/mnt/usb"), progress=Quiet()))' "$2/week/usb"
  done
  (cd /mnt/usb/NTM_* && sha256sum -c --quiet SHA256SUMS && echo "all sums are right")
  umount /mnt/usb
  halt -f -p
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/python -m tests.clients.short_week "$folder/week"
truncate -s 64M "$folder/stick.img"
mkfs.vfat -F 32 "$folder/stick.img" >/dev/null
timeout 300 linux.uml rootfstype=hostfs rw quiet mem=512M con=null con0=null,fd:1 ubd0="$folder/stick.img" \
  init=/bin/sh -- "$PWD/tests/clients/copy_to_fat.sh" inside "$folder" </dev/null | tee "$folder/said" | grep -v SELinux
grep -q "all sums are right" "$folder/said"
fsck.vfat -n "$folder/stick.img"
mdir -i "$folder/stick.img" -b -/ :: | grep mp3 | tee "$folder/listed"
LC_ALL=C sort "$folder/listed" | diff "$folder/listed" -
echo "listed in playing order"
