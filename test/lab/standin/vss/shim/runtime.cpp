// What the compiler expects of a library that there is not here.

extern "C" {
int _fltused = 1;
[[noreturn]] int _purecall() { __builtin_trap(); }
}
