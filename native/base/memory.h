#pragma once

namespace winstation {

/**
 * Ends the process at once, as V8 does when memory ends. `abort` of Microsoft's C runtime may open a message box
 * first, which nobody sees and nobody closes in a service.
 */
[[noreturn]] void outOfMemory();

}  // namespace winstation
