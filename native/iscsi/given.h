#pragma once

#include "base/system.h"
#include "bridge/arguments.h"
#include "windows/iscsidsc_types.h"

namespace winstation::iscsi {

using Given = bridge::Arguments;

/** `ISCSI_TARGET_PORTALW` out of a name, an address that may be NULL, and a port. */
class GivenPortal {
 public:
  explicit GivenPortal(Given& given, bool mayBeNone);
  /** NULL is any portal. */
  windows::ISCSI_TARGET_PORTALW* get() { return isGiven_ ? &portal_ : nullptr; }

 private:
  windows::ISCSI_TARGET_PORTALW portal_ = {};
  bool isGiven_ = true;
};

/** `ISCSI_LOGIN_OPTIONS` with what it points to, but for the secret, which stays in the question. */
class GivenOptions {
 public:
  explicit GivenOptions(Given& given);
  GivenOptions(const GivenOptions&) = delete;
  GivenOptions& operator=(const GivenOptions&) = delete;
  windows::ISCSI_LOGIN_OPTIONS* get() { return &options_; }

 private:
  Array<uint8_t> user_;
  windows::ISCSI_LOGIN_OPTIONS options_ = {};
};

}  // namespace winstation::iscsi
