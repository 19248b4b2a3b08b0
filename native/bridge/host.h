#pragma once

namespace winstation::bridge {

/** Whether the program that has loaded the addon offers every Node-API function that it uses. Until then none is
 * called. */
bool isHostComplete();

}  // namespace winstation::bridge
