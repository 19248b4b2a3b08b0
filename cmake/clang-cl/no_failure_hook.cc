// Of delayimp.lib: what holds where nobody defines a hook for failures.

#include "delayimp.h"

const PfnDliHook __pfnDliFailureHook2 = nullptr;
