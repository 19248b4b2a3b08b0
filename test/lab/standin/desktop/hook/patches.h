// The functions of user32.dll that this domain asks: every process has that DLL, so it can't be replaced.
#pragma once

namespace lab {

// Done once, on the thread that loads the hook. False when one could not be done.
bool redirectDesktops();

}  // namespace lab
