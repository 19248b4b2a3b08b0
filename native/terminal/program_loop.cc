#include "terminal/program_loop.h"

#include "terminal/facts.h"
#include "terminal/token.h"
#include "windows/advapi32.h"
#include "windows/userenv.h"

namespace winstation::terminal {
namespace {

namespace advapi = windows::advapi32;
namespace kernel = windows::kernel32;
namespace userenv = windows::userenv;

/** `elevated` of a question. */
enum class Elevated : uint32_t { no = 0, ifPossible = 1, required = 2 };

/** The exit code of a process that never ran. */
constexpr uint32_t kNeverRan = 1;

/** Texts of `create`. */
enum CreateText : size_t { kFile, kCommandLine, kEnvironment, kDirectory };

wchar_t* wide(const char16_t* text) { return reinterpret_cast<wchar_t*>(const_cast<char16_t*>(text)); }

/** The handles that the program inherits, and no others. */
class HandleList {
 public:
  explicit HandleList(HANDLE (&handles)[3]) {
    SIZE_T size = 0;
    ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
    memory_.extend(size);
    auto* const made = reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_.data());
    if (!::InitializeProcThreadAttributeList(made, 1, 0, &size)) return;
    list_ = made;
    if (::UpdateProcThreadAttribute(list_, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles, sizeof(handles), nullptr,
                                    nullptr)) {
      isGood_ = true;
    }
  }
  HandleList(const HandleList&) = delete;
  HandleList& operator=(const HandleList&) = delete;
  ~HandleList() {
    if (list_ != nullptr) ::DeleteProcThreadAttributeList(list_);
  }

  LPPROC_THREAD_ATTRIBUTE_LIST get() const { return isGood_ ? list_ : nullptr; }

 private:
  Array<uint8_t> memory_;
  LPPROC_THREAD_ATTRIBUTE_LIST list_ = nullptr;
  bool isGood_ = false;
};

Failure limitJob(HANDLE job, uint32_t flags) {
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {};
  static_assert(sizeof(limits) == (sizeof(void*) == 8 ? 144 : 112));
  limits.BasicLimitInformation.LimitFlags = flags;
  return kernel::SetInformationJobObject.call(job, JobObjectExtendedLimitInformation, &limits, sizeof(limits));
}

/** Its bytes may be secret. */
void clear(const bridge::Question& question) {
  ::SecureZeroMemory(const_cast<uint32_t*>(question.words.data()), question.words.size() * sizeof(uint32_t));
}

void writeText(const bridge::Question& question, bridge::PackWriter& pack) {
  const auto* const bytes = reinterpret_cast<const char*>(question.words.data() + 1);
  const auto count = static_cast<int>(question.words[0]);
  Text text;
  const int units = ::MultiByteToWideChar(CP_OEMCP, 0, bytes, count, nullptr, 0);
  if (units > 0) {
    char16_t* const to = text.extend(static_cast<size_t>(units));
    ::MultiByteToWideChar(CP_OEMCP, 0, bytes, count, reinterpret_cast<wchar_t*>(to), units);
  }
  pack.text(text.data(), text.size());
}

}  // namespace

ProgramLoop::~ProgramLoop() {
  // What is under way uses the memory of its question.
  stdin_.close();
  stdout_.close();
  stderr_.close();
  if (writing_) clear(*writing_);
  // Nobody has let it run, so it is not to run later either.
  if (process_ && !isResumed_) kernel::TerminateProcess.call(process_.get(), kNeverRan);
}

void ProgramLoop::run() {
  while (!program_.isClosed()) {
    while (bridge::Question* const question = program_.next()) {
      answer(Owned<bridge::Question>(question));
      program_.asked();
    }
    wait();
  }
}

template <class Write>
void ProgramLoop::handIn(const bridge::Question& question, Write write) {
  bridge::PackWriter writer;
  bridge::Answer answer(writer, question);
  write(answer);
  program_.handIn(question, answer);
}

void ProgramLoop::answer(Owned<bridge::Question> question) {
  switch (static_cast<ProgramQuestion>(question->kind)) {
    case ProgramQuestion::prepare:
      return handIn(*question, [&](bridge::Answer& to) { prepare(*question, to); });
    case ProgramQuestion::create:
      return handIn(*question, [&](bridge::Answer& to) { create(*question, to); });
    case ProgramQuestion::resume:
      return handIn(*question, [&](bridge::Answer& to) { resume(to); });
    case ProgramQuestion::terminate:
      return handIn(*question, [&](bridge::Answer& to) { terminate(*question, to); });
    case ProgramQuestion::text:
      return handIn(*question, [&](bridge::Answer& to) { writeText(*question, to.pack); });
    case ProgramQuestion::closeOutput:
      return handIn(*question, [&](bridge::Answer&) { closeOutput(); });
    case ProgramQuestion::stdout_:
      reading_ = std::move(question);
      return begin(stdout_, reading_);
    case ProgramQuestion::stderr_:
      readingErrors_ = std::move(question);
      return begin(stderr_, readingErrors_);
    case ProgramQuestion::write:
      writing_ = std::move(question);
      return begin(stdin_, writing_);
    case ProgramQuestion::ended:
      ending_ = std::move(question);
      return settleEnd();
  }
}

void ProgramLoop::prepare(const bridge::Question& question, bridge::Answer& answer) {
  const size_t success = answer.pack.later();
  answer.pack.set(success, 1);
  const Failure failure = readToken(question, answer);
  if (!failure) return;
  answer.pack.takeBack(success);
  bridge::writeFailure(answer.pack, failure);
}

Failure ProgramLoop::readToken(const bridge::Question& question, bridge::Answer& answer) {
  // Nothing that is written after a stop is read.
  constexpr Failure kStopped = {"WTSQueryUserToken", kCancelled};
  const auto wanted = static_cast<Elevated>(question.words[1]);
  Failure failure = queryUserToken(question.words[0], &token_);
  if (failure) return failure;
  if (!answer.isWanted()) return kStopped;
  uint32_t elevated = 0;
  failure = readNumber(token_.get(), advapi::kTokenElevation, &elevated);
  if (failure) return failure;
  if (wanted != Elevated::no && elevated == 0) {
    if (!answer.isWanted()) return kStopped;
    failure = takeLinked();
    if (failure && wanted == Elevated::required) return failure;
    if (!failure) {
      if (!answer.isWanted()) return kStopped;
      failure = readNumber(token_.get(), advapi::kTokenElevation, &elevated);
      if (failure) return failure;
    }
  }
  if (!answer.isWanted()) return kStopped;
  failure = writeTokenUser(token_.get(), answer.pack);
  if (failure) return failure;
  if (!answer.isWanted()) return kStopped;
  uint32_t sessionId = 0;
  failure = readNumber(token_.get(), advapi::kTokenSessionId, &sessionId);
  if (failure) return failure;
  answer.pack.word(sessionId);
  answer.pack.word(elevated == 0 ? uint32_t{0} : uint32_t{1});
  return answer.isWanted() ? writeEnvironment(answer) : kStopped;
}

Failure ProgramLoop::takeLinked() {
  HANDLE linked = nullptr;
  uint32_t length = 0;
  const Failure failure =
      advapi::GetTokenInformation.call(token_.get(), advapi::kTokenLinkedToken, &linked, sizeof(HANDLE), &length);
  if (!failure) token_ = Handle(linked);
  return failure;
}

Failure ProgramLoop::writeEnvironment(bridge::Answer& answer) {
  void* made = nullptr;
  const Failure failure = userenv::CreateEnvironmentBlock.call(&made, token_.get(), FALSE);
  if (failure) return failure;
  if (made == nullptr) return {userenv::CreateEnvironmentBlock.name(), kInvalidData};
  const userenv::Block owned(made);
  const size_t counted = answer.pack.later();
  uint32_t count = 0;
  for (const auto* at = static_cast<const char16_t*>(made); *at != 0; ++count) {
    size_t length = 0;
    while (at[length] != 0) ++length;
    answer.pack.text(at, length);
    at += length + 1;
  }
  answer.pack.set(counted, count);
  return {};
}

void ProgramLoop::create(const bridge::Question& question, bridge::Answer& answer) {
  uint32_t processId = 0;
  const Failure failure = makeAll(question, answer, &processId);
  // The program has its own now, or there is none.
  stdin_.letGo();
  stdout_.letGo();
  stderr_.letGo();
  token_ = Handle();
  bridge::writeAnswer(answer.pack, failure, processId);
}

Failure ProgramLoop::makeAll(const bridge::Question& question, const bridge::Answer& answer, uint32_t* processId) {
  constexpr Failure kStopped = {"CreateProcessAsUserW", kCancelled};
  const bool hasPipes = question.words[3] != 0;
  endsWithJob_ = question.words[4] != 0;
  Failure failure;
  if (hasPipes) {
    failure = stdin_.make(ProgramPipe::Direction::toProgram);
    for (ProgramPipe* const pipe : {&stdout_, &stderr_}) {
      if (failure) return failure;
      if (!answer.isWanted()) return kStopped;
      failure = pipe->make(ProgramPipe::Direction::fromProgram);
    }
    if (failure) return failure;
    if (!answer.isWanted()) return kStopped;
  }
  failure = makeJob(answer.isWanted() && endsWithJob_);
  if (failure) return failure;
  if (!answer.isWanted()) return kStopped;
  failure = makeProcess(question, processId);
  if (failure) return failure;
  if (!answer.isWanted()) return kStopped;
  failure = kernel::AssignProcessToJobObject.call(job_.get(), process_.get());
  if (!failure) return {};
  kernel::TerminateProcess.call(process_.get(), kNeverRan);
  process_ = Handle();
  thread_ = Handle();
  return failure;
}

Failure ProgramLoop::makeJob(bool endsWithJob) {
  HANDLE made = nullptr;
  const Failure failure = kernel::CreateJobObjectW.call(made, nullptr, nullptr);
  if (failure) return failure;
  job_ = Handle(made);
  return endsWithJob ? limitJob(job_.get(), JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE) : Failure{};
}

Failure ProgramLoop::makeProcess(const bridge::Question& question, uint32_t* processId) {
  const bool hasPipes = question.words[3] != 0;
  HANDLE handles[3] = {stdin_.inherited(), stdout_.inherited(), stderr_.inherited()};
  const HandleList list(handles);
  if (list.get() == nullptr && hasPipes) {
    return {"UpdateProcThreadAttribute", static_cast<uint32_t>(::GetLastError())};
  }
  wchar_t desktop[] = L"winsta0\\default";
  STARTUPINFOEXW startup = {};
  static_assert(sizeof(startup) == (sizeof(void*) == 8 ? 112 : 72));
  startup.StartupInfo.cb = sizeof(startup);
  startup.StartupInfo.lpDesktop = desktop;
  startup.StartupInfo.dwFlags = question.words[1];
  startup.StartupInfo.wShowWindow = static_cast<WORD>(question.words[2]);
  if (hasPipes) {
    startup.StartupInfo.hStdInput = handles[0];
    startup.StartupInfo.hStdOutput = handles[1];
    startup.StartupInfo.hStdError = handles[2];
    startup.lpAttributeList = list.get();
  }
  // Windows writes into the command line.
  Text line;
  line.append(question.text(kCommandLine), question.textLength(kCommandLine) + 1);
  const bool hasDirectory = question.textLength(kDirectory) > 0;
  PROCESS_INFORMATION made = {};
  const Failure failure = advapi::CreateProcessAsUserW.call(
      token_.get(), question.text(kFile), line.data(), nullptr, nullptr, hasPipes ? TRUE : FALSE, question.words[0],
      wide(question.text(kEnvironment)), hasDirectory ? question.text(kDirectory) : nullptr, &startup.StartupInfo,
      &made);
  if (failure) return failure;
  process_ = Handle(made.hProcess);
  thread_ = Handle(made.hThread);
  *processId = static_cast<uint32_t>(made.dwProcessId);
  return {};
}

void ProgramLoop::resume(bridge::Answer& answer) {
  // It answers -1 for a failure, and otherwise how often it was suspended.
  constexpr auto kFailed = static_cast<uint32_t>(-1);
  uint32_t before = 0;
  Failure failure = kernel::ResumeThread.call(before, thread_.get());
  if (failure.code == 0) failure = {};
  if (!failure && before == kFailed) {
    failure = {kernel::ResumeThread.name(), static_cast<uint32_t>(::GetLastError())};
  }
  if (!failure) {
    isResumed_ = true;
    thread_ = Handle();
  }
  bridge::writeAnswer(answer.pack, failure);
}

void ProgramLoop::terminate(const bridge::Question& question, bridge::Answer& answer) {
  const uint32_t exitCode = question.words[0];
  const bool isTree = question.words[1] != 0;
  const Failure failure = isTree ? kernel::TerminateJobObject.call(job_.get(), exitCode)
                                 : kernel::TerminateProcess.call(process_.get(), exitCode);
  bridge::writeAnswer(answer.pack, failure);
}

void ProgramLoop::closeOutput() {
  stdout_.close();
  stderr_.close();
  settle(stdout_, reading_, ProgramPipe::Outcome::over);
  settle(stderr_, readingErrors_, ProgramPipe::Outcome::over);
}

void ProgramLoop::wait() {
  HANDLE handles[5];
  DWORD count = 0;
  handles[count++] = program_.wake();
  if (process_ && !hasEnded_) handles[count++] = process_.get();
  for (ProgramPipe* const pipe : {&stdin_, &stdout_, &stderr_}) {
    if (pipe->isUnderWay()) handles[count++] = pipe->event();
  }
  ::WaitForMultipleObjects(count, handles, FALSE, INFINITE);
  lookAtPipe(stdin_, writing_);
  lookAtPipe(stdout_, reading_);
  lookAtPipe(stderr_, readingErrors_);
  lookAtProcess();
}

void ProgramLoop::lookAtProcess() {
  if (!process_ || hasEnded_ || ::WaitForSingleObject(process_.get(), 0) != WAIT_OBJECT_0) return;
  DWORD code = 0;
  ::GetExitCodeProcess(process_.get(), &code);
  exitCode_ = static_cast<uint32_t>(code);
  hasEnded_ = true;
  // What it has started and left behind goes on.
  if (endsWithJob_ && !program_.isClosed()) limitJob(job_.get(), 0);
  // What it has written is in the pipe already. Others may hold the pipe for long.
  for (const auto& [pipe, question] :
       {std::pair(&stdout_, &reading_), std::pair(&stderr_, &readingErrors_), std::pair(&stdin_, &writing_)}) {
    if (pipe->isUnderWay()) settle(*pipe, *question, pipe->cancel());
  }
  settleEnd();
}

void ProgramLoop::lookAtPipe(ProgramPipe& pipe, Owned<bridge::Question>& question) {
  if (pipe.isUnderWay()) settle(pipe, question, pipe.look());
}

void ProgramLoop::begin(ProgramPipe& pipe, Owned<bridge::Question>& question) {
  ProgramPipe::Outcome outcome;
  if (&pipe != &stdin_) {
    outcome = pipe.read();
  } else if (question->words[0] == 0) {
    pipe.close();
    outcome = ProgramPipe::Outcome::done;
  } else {
    outcome = pipe.write(question->words.data() + 1, question->words[0]);
  }
  if (outcome == ProgramPipe::Outcome::underWay && hasEnded_) outcome = pipe.cancel();
  settle(pipe, question, outcome);
}

void ProgramLoop::settle(ProgramPipe& pipe, Owned<bridge::Question>& question, ProgramPipe::Outcome outcome) {
  if (outcome == ProgramPipe::Outcome::underWay || !question) return;
  const Owned<bridge::Question> settled(question.take());
  const bool isDone = outcome == ProgramPipe::Outcome::done;
  if (&pipe == &stdin_) clear(*settled);
  handIn(*settled, [&](bridge::Answer& answer) {
    answer.pack.word(isDone ? uint32_t{1} : uint32_t{0});
    if (isDone && &pipe != &stdin_) answer.pack.bytes(pipe.bytes(), pipe.count());
  });
}

void ProgramLoop::settleEnd() {
  if (!hasEnded_ || !ending_) return;
  const Owned<bridge::Question> settled(ending_.take());
  handIn(*settled, [&](bridge::Answer& answer) { answer.pack.word(exitCode_); });
}

}  // namespace winstation::terminal
