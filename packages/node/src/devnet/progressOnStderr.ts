/** Where a long command reports its steps: one line a step, so that it reads the same in a terminal and in a log. */
export type Progress = (step: string) => void

/** Writes each step to stderr with the seconds since the start. */
export function progressOnStderr(): Progress {
  const startMs = performance.now()
  return (step) => {
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1).padStart(5)
    process.stderr.write(`${seconds} s  ${step}\n`)
  }
}
