// Of delayimp.lib: what holds where nobody defines a hook for notices.

#include "delayimp.h"

const PfnDliHook __pfnDliNotifyHook2 = nullptr;
