# What zsh is given to offer: offer.zsh SCRIPT WORD... The functions that zsh has for completions print here.
compdef() { : }
source "$1"
shift
compset() {
  [[ $2 == '*=' ]] && words[CURRENT]=${words[CURRENT]#*=}
  return 0
}
compadd() { if [[ $1 == -a ]]; then print -rl -- ${(P)2}; else shift; print -rl -- "$@"; fi }
_describe() { [[ $1 == -o ]] && shift; print -rl -- ${${(P)2}%%:*} }
_files() { print -rl -- * }
_message() { : }
words=("$@")
CURRENT=$#words
_winstation
