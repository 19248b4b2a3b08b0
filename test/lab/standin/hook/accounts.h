// LookupAccountSidW and LookupAccountNameW, answered by the world.
#pragma once

namespace lab {

bool patchAccounts();

}  // namespace lab
