import { onTestFailed } from 'vitest'

/** Where a test's subject may tell how it gets on: it is shown if the test fails. */
export function toldOnFailure(): (line: string) => void {
  const lines: string[] = []
  onTestFailed(() => console.info(lines.join('\n')))
  return (line) => {
    lines.push(line)
  }
}
