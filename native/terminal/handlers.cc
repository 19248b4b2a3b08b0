#include "terminal/handlers.h"

#include "bridge/handler.h"
#include "terminal/listener_config.h"
#include "terminal/questions.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

/** Made on a server handle, which is opened before. */
struct OnServer {
  static Failure reach(Server& server, const bridge::Answer& answer) { return server.open(answer); }
  static std::tuple<HANDLE> given(const Server& server) { return {server.handle()}; }
};

template <auto& target, class Memory = bridge::NoMemory>
constexpr auto onServer(const char* name) {
  return bridge::plain<Server, OnServer, target, Memory>(name);
}

/** Of the current server only, with what is reserved. */
struct OnOwnServer {
  static Failure reach(Server&, const bridge::Answer&) { return {}; }
  static std::tuple<HANDLE, const void*, uint32_t> given(const Server&) { return {nullptr, nullptr, 0}; }
};

template <auto& target>
constexpr auto onOwnServer(const char* name) {
  return bridge::plain<Server, OnOwnServer, target>(name);
}

/** On this machine, whatever the thread's host is. */
template <auto& target>
constexpr auto onMachine(const char* name) {
  return bridge::plain<Server, bridge::OnMachine<Server>, target>(name);
}

template <auto& answer, auto& fail>
constexpr auto askServer(const char* name, bool (*isComplete)(const bridge::Question& question)) {
  return bridge::composed<Server, OnServer, answer, fail>(name, isComplete);
}

template <auto& answer, auto& fail>
constexpr auto askWithoutServer(const char* name, bool (*isComplete)(const bridge::Question& question)) {
  return bridge::composed<Server, bridge::OnMachine<Server>, answer, fail>(name, isComplete);
}

/** Codes and texts, as many as there are. */
bool isLookUp(const bridge::Question&) { return true; }

bool isProcesses(const bridge::Question& question) { return question.words.size() >= 1; }

constexpr bridge::Handler<Server> kHandlers[] = {
    askServer<answerSessions, failSessions>("sessions", bridge::has<0, 0>),
    askServer<answerDetails, failDetails>("details", hasDetailWords),
    askServer<answerProcesses, failProcesses>("processes", isProcesses),
    // These take the name of the host instead of a handle, or ask this machine.
    askWithoutServer<answerAccountsOf, failEach>("accountsOf", isLookUp),
    askWithoutServer<answerSidsOf, failEach>("sidsOf", isLookUp),
    askWithoutServer<answerSystem, failSystem>("system", bridge::has<0, 0>),
    askWithoutServer<answerVersion, bridge::failOne>("version", bridge::has<0, 0>),
    askWithoutServer<answerUserConfig, bridge::failOne>("userConfig", isUserConfig),
    askWithoutServer<answerSetUserConfig, bridge::failOne>("setUserConfig", isSetUserConfig),
    askWithoutServer<answerToken, failToken>("token", hasTokenWords),
    askWithoutServer<answerListeners, bridge::failOne>("listeners", bridge::has<0, 0>),
    askWithoutServer<answerListenerSecurity, bridge::failOne>("listenerSecurity", bridge::has<1, 1>),
    askWithoutServer<answerSetListenerSecurity, bridge::failOne>("setListenerSecurity", isSetListenerSecurity),

    onServer<wts::WTSQuerySessionInformationW, wts::Memory>("queryRaw"),
    onServer<wts::WTSSendMessageW>("WTSSendMessageW"),
    onServer<wts::WTSDisconnectSession>("WTSDisconnectSession"),
    onServer<wts::WTSLogoffSession>("WTSLogoffSession"),
    onOwnServer<wts::WTSQueryListenerConfigW>("WTSQueryListenerConfigW"),
    onOwnServer<wts::WTSCreateListenerW>("WTSCreateListenerW"),
    onServer<wts::WTSTerminateProcess>("WTSTerminateProcess"),
    onServer<wts::WTSShutdownSystem>("WTSShutdownSystem"),

    onMachine<wts::WTSConnectSessionW>("WTSConnectSessionW"),
    onMachine<wts::WTSActiveSessionExists>("WTSActiveSessionExists"),
    onMachine<wts::WTSIsChildSessionsEnabled>("WTSIsChildSessionsEnabled"),
    onMachine<wts::WTSEnableChildSessions>("WTSEnableChildSessions"),
    onMachine<wts::WTSGetChildSessionId>("WTSGetChildSessionId"),
    askWithoutServer<answerPrivilege, bridge::failOne>("AdjustTokenPrivileges", bridge::has<1, 1>),
    askWithoutServer<answerRegistryValue, bridge::failOne>("RegGetValueW", bridge::has<0, 2>),
    askWithoutServer<answerSetRegistryValue, bridge::failOne>("RegSetValueExW", bridge::has<2, 3>),
    askWithoutServer<answerProcessStart, bridge::failOne>("GetProcessTimes", bridge::has<1, 0>),
};

using HostThread = bridge::TableThread<Host, Server, kHandlers>;

template <auto& target, class Memory = bridge::NoMemory>
using Call = bridge::PlainCall<target, Memory, std::tuple<HANDLE>>;

// What each takes besides the handle: lengths and outputs are nothing that is sent.
static_assert(Call<wts::WTSLogoffSession>::kWords == 2 && Call<wts::WTSLogoffSession>::kTexts == 0);
static_assert(Call<wts::WTSSendMessageW>::kWords == 4 && Call<wts::WTSSendMessageW>::kTexts == 2);
static_assert(Call<wts::WTSQuerySessionInformationW, wts::Memory>::kWords == 2);

}  // namespace

uint32_t openThread(bridge::Environment& environment, bridge::HostName&& host, Array<uint32_t>&& fallbackOn) {
  return environment.open<HostThread>(Host{std::move(host.text), std::move(fallbackOn)});
}

constinit const bridge::Names kThreadQuestions = bridge::namesOf<kHandlers>("terminal.thread");

}  // namespace winstation::terminal
