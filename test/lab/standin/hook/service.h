// What is told of the service TermService: its changes of state, and that it is ready.
#pragma once

namespace lab {

bool redirectService();

}  // namespace lab
