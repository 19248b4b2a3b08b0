#pragma once

namespace lab {

// The security of COM, and how BSTRs are given back.
bool redirectVss();

}  // namespace lab
