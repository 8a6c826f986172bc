import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

export interface RunningProcess {
  readonly pid: number
  readonly parentPid: number
  /** Nobody has waited for it yet, but it has ended. */
  readonly isZombie: boolean
  readonly residentKib: number
  readonly command: string
}

/** All processes as of now: from /proc where there is one, since small Linux images have no `ps`. */
export function processTable(): RunningProcess[] {
  if (!existsSync('/proc/self/stat')) return tableOfPs()
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readProcess(pid)]
      } catch (error) {
        // It has ended since the folder was listed.
        if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
        throw error
      }
    })
}

function readProcess(pid: string): RunningProcess {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the program's name in parentheses and may contain blanks.
  const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return {
    pid: Number(pid),
    parentPid: Number(parentPid),
    isZombie: state === 'Z',
    residentKib: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0),
    command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
  }
}

function tableOfPs(): RunningProcess[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,rss=,args='], {
    encoding: 'utf8',
  })
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parentPid, state, rss, ...words] = line.trim().split(/\s+/)
      return {
        pid: Number(pid),
        parentPid: Number(parentPid),
        isZombie: state?.startsWith('Z') === true,
        residentKib: Number(rss),
        command: words.join(' '),
      }
    })
}
