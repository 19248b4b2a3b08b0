import { allOptions, type Grammar, namesOf } from './grammar.js';

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const list = (words: readonly string[]) => `@(${words.map(quote).join(', ')})`;

/** For Windows PowerShell 5.1 and PowerShell 7. */
export function powershellScript(grammar: Grammar): string {
  const { program, commands } = grammar;
  const valued = allOptions(grammar).filter(it => it.takesValue);
  const values = valued.flatMap(it => namesOf(it).map(name => `    ${quote(name)} = ${list(it.words)}`));
  const summaries = commands.map(it => `    ${quote(it.name)} = ${quote(it.summary)}`);
  const options = [...commands.map(it => [it.name, it.options.map(option => option.long)] as const)];
  const operands = commands.map(it => `    ${quote(it.name)} = ${list(it.operands)}`);
  const files = valued.filter(it => it.file).flatMap(namesOf);
  const [first] = commands;
  return `# Completion of ${program} for PowerShell. In $PROFILE:  ${program} completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ${program} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $values = @{
${values.join('\n')}
  }
  $files = ${list(files)}
  $commands = [ordered]@{
${summaries.join('\n')}
  }
  $options = @{
    '' = ${list([...(first?.options.map(it => it.long) ?? []), '--version'])}
${options.map(([name, all]) => `    ${quote(name)} = ${list(all)}`).join('\n')}
  }
  $operands = @{
${operands.join('\n')}
  }
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $command = ''
  $previous = ''
  for ($i = 1; $i -lt $words.Count; $i++) {
    if ($values.ContainsKey($words[$i - 1]) -and $i -gt 1) { continue }
    if (-not $words[$i].StartsWith('-')) { $command = $words[$i]; break }
  }
  if ($words.Count -gt 1) { $previous = $words[$words.Count - 1] }
  if ($values.ContainsKey($previous)) {
    $found = $values[$previous]
    if ($files -contains $previous) { $found = @($found) + @(Get-ChildItem -Name "$wordToComplete*" -ErrorAction SilentlyContinue) }
  } elseif ($wordToComplete.StartsWith('-')) { $found = $options[$command] }
  elseif ($command -eq '') { $found = @($commands.Keys) }
  else { $found = $operands[$command] }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    $text = if ($_ -match '\\s') { "'" + $_.Replace("'", "''") + "'" } else { $_ }
    $help = if ($commands.Contains($_)) { $commands[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $help)
  }
}
`;
}
