"""Language: which one does a workspace want to be answered in, whatever else is wrong in it?"""

from pathlib import Path
from typing import cast, get_args

from ntm_playout.problems import Language
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.yaml_tree import read_yaml


def language_in(root: Path) -> Language | None:
    """Return the language that the workspace.yaml in folder `root` names; None if it cannot be told."""
    folder = Folder(root=root, shown_as="")
    tree = read_yaml(folder, "workspace.yaml") if folder.has("workspace.yaml") else None
    named = tree.value.get("language") if tree else None
    return cast("Language", named) if named in get_args(Language) else None
