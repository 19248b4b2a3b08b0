#pragma once

#include "bridge/pack.h"
#include "windows/iscsidsc_types.h"

/** Ids of sessions and connections as the texts that they are in JavaScript: two numbers in hex. */
namespace winstation::iscsi {

void writeId(bridge::PackWriter& pack, const windows::ISCSI_UNIQUE_ID& id);
/** False for a text that is none; JavaScript has parsed it before. */
bool readId(const char16_t* text, windows::ISCSI_UNIQUE_ID* id);
/** Bytes in hex, one after the other. */
void writeHex(bridge::PackWriter& pack, const uint8_t* bytes, size_t count);
/** A GUID as it lies in memory, in its usual text without braces. */
void writeGuid(bridge::PackWriter& pack, const uint8_t* bytes);

}  // namespace winstation::iscsi
