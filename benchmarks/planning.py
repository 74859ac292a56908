"""Planning: is it the best, and how fast is it against solvers that anyone would use?

Everything is measured on seeded networks (`provinces`) and on `schedules/lao-cai`; each part tells its method itself:
`equality`, `line_up_gaps`, `infeasible`, `disturbances`, `ratios`, `same_bytes`, `province_year`, `country`.
Seconds are CPU time unless a name says otherwise.

    python benchmarks/planning.py [--quick] [--json] [--country]
"""

from benchmarks import country, disturbances, equality, infeasible, province_year, ratios, same_bytes
from benchmarks.measuring import figures_of, options, print_figures
from benchmarks.provinces import province


def main() -> None:
    """Measure and print."""
    parser = options(__doc__, "samples of everything, within three minutes")
    parser.add_argument("--country", action="store_true", help="the year of the whole country, and nothing else")
    chosen = parser.parse_args()
    print_figures(country.measure() if chosen.country else measure(quick=chosen.quick), as_json=chosen.json)


def measure(*, quick: bool) -> dict[str, float]:
    """Return all figures but the country's."""
    workspace = province(1)
    return {
        **equality.measure(quick=quick),
        # CP-SAT, which that module imports, must not be in the process that starts HiGHS.
        **figures_of("benchmarks.line_up_gaps", "--json", *(["--quick"] if quick else [])),
        **infeasible.measure(quick=quick),
        **ratios.measure(workspace, quick=quick),
        **disturbances.measure(workspace, quick=quick),
        **same_bytes.measure(),
        **province_year.measure(quick=quick),
    }


if __name__ == "__main__":
    main()
