import { spawn } from 'node:child_process'

/**
 * Ends a process of another program when this one is gone, even by SIGKILL: a shell waits on a pipe that
 * only we hold open, and its closing is what wakes it. Returns what calls the watch off.
 */
export function endWithUs(pid: number): () => void {
  const watch = spawn('sh', ['-c', 'read -r _; kill "$0" 2>/dev/null', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watch.unref()
  return () => {
    watch.kill('SIGKILL')
  }
}
