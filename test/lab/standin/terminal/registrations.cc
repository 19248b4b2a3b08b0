#include "terminal/registrations.h"

#include <algorithm>

namespace lab {
namespace {

SRWLOCK g_lock = SRWLOCK_INIT;
std::vector<HWND>* g_windows = nullptr;  // one entry for each registration

}  // namespace

void addRegistration(HWND window) {
  AcquireSRWLockExclusive(&g_lock);
  if (g_windows == nullptr) g_windows = new std::vector<HWND>;
  g_windows->push_back(window);
  ReleaseSRWLockExclusive(&g_lock);
}

void removeRegistration(HWND window) {
  AcquireSRWLockExclusive(&g_lock);
  if (g_windows != nullptr) {
    const auto found = std::find(g_windows->begin(), g_windows->end(), window);
    if (found != g_windows->end()) g_windows->erase(found);
  }
  ReleaseSRWLockExclusive(&g_lock);
}

std::vector<HWND> registeredWindows() {
  std::vector<HWND> windows;
  AcquireSRWLockShared(&g_lock);
  if (g_windows != nullptr) windows = *g_windows;
  ReleaseSRWLockShared(&g_lock);
  // Registering twice does not bring a notice twice.
  std::sort(windows.begin(), windows.end());
  windows.erase(std::unique(windows.begin(), windows.end()), windows.end());
  return windows;
}

bool isRegistered(HWND window) {
  const std::vector<HWND> windows = registeredWindows();
  return std::find(windows.begin(), windows.end(), window) != windows.end();
}

}  // namespace lab
