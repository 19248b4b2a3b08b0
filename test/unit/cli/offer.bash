# What Bash offers: offer.bash SCRIPT WORD...
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_winstation
printf '%s\n' "${COMPREPLY[@]}"
