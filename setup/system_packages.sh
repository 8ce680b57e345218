#!/bin/sh
# Installs the Debian packages that are missing for running (and, with "test", for testing) the
# program. Without root it names them and stops. Usage: setup/system_packages.sh PYTHON [test]
set -eu

python=$1
purpose=${2:-run}

# Qt offscreen and in an X or Wayland window; the fonts of the printed scripts
packages="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0
libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
libwayland-client0 libwayland-cursor0 fonts-noto-core"
[ "$purpose" = test ] && packages="$packages postgresql poppler-utils"

if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system: install what corresponds to these packages yourself if" \
        "something is missing: $(echo $packages)" >&2
    exit 0
fi

installed=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' $packages 2>/dev/null || true) "
missing=
for package in $packages; do
    case $installed in
        *" $package=installed "*) ;;
        *) missing="$missing $package" ;;
    esac
done
# Debian splits this off Python; a Python from elsewhere has it inside
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3.11-venv"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "These system packages are missing:$missing" >&2
    echo "Install them once as the administrator, then start again:" >&2
    echo "    sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -q && apt-get install -q -y --no-install-recommends $missing; }; then
    echo "The system packages could not be installed:$missing" >&2
    echo "Check the connection to the Debian mirror (or the installation disk) and start again." >&2
    exit 1
fi
