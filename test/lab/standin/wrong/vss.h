#pragma once
#include <string>

// Plays a requester and a writer of VSS, by the places of Windows' methods alone, and does on purpose what `what` says.
void actOnVss(const std::string& what);
