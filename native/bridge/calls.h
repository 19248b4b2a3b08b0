#pragma once

#include "bridge/environment.h"
#include "bridge/values.h"

/**
 * What JavaScript may do with residents and their answers, whatever their domain. `lib/native/bridge/addon-types.ts`
 * says what each of them does.
 */
namespace winstation::bridge {

napi_value mailbox(Environment& environment);
bool listen(Environment& environment, napi_value ring);
void keepAlive(Environment& environment, bool alive);
uint32_t openCallThread(Environment& environment, HostName&& domain);
uint32_t ask(Environment& environment, uint32_t resident, uint32_t kind, Array<uint32_t>&& words, Texts&& texts);
void stop(Environment& environment, uint32_t resident);
bool writeOff(Environment& environment, uint32_t resident);
void flush(Environment& environment, uint32_t resident);
void close(Environment& environment, uint32_t resident);
uint32_t takeAnswer(Environment& environment);
uint32_t takeNews(Environment& environment);
bool more(Environment& environment, uint32_t ticket);
void drop(Environment& environment, uint32_t ticket);
void names(Environment& environment);
void counts(Environment& environment);

}  // namespace winstation::bridge
