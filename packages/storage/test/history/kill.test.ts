import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../chain/seededRandom.ts'
import { tempFolder } from '../chain/tempFolder.ts'
import { BusyChain } from './BusyChain.ts'

const PROGRAM = fileURLToPath(new URL('./pruneProcess.ts', import.meta.url))
const KILLS = 8
/** How often it finalizes before it is killed, at most, and how long after that. */
const MAX_FINALIZATIONS = 5
const MAX_DELAY_MS = 60

describe('a process that is killed while it prunes', () => {
  it('has every block from the first one that it keeps, and its state', {
    timeout: 300_000,
  }, async () => {
    const folder = await tempFolder()
    const random = seededRandom(5)
    let finalized = 0
    let earliest = 0
    let prunings = 0
    for (let round = 0; round < KILLS; round++) {
      const said = await runAndKill(
        folder,
        1 + Math.floor(random() * MAX_FINALIZATIONS),
        random() * MAX_DELAY_MS,
      )
      prunings += said.filter((line) => line === 'pruning').length
      for (const line of said) {
        if (line.startsWith('finalized ')) finalized = Number(line.slice('finalized '.length))
      }
      const chain = await BusyChain.open(folder)
      try {
        const { unit } = chain
        expect(unit.heads().finalized.number).toBeGreaterThanOrEqual(finalized)
        expect(unit.earliestBlock()).toBeGreaterThanOrEqual(earliest)
        expect(unit.earliestBlock()).toBeLessThanOrEqual(unit.heads().finalized.number)
        earliest = unit.earliestBlock()
        expect((await unit.verify()).problems).toEqual([])
        for (let number = Math.max(earliest, 2); number <= chain.head; number++) {
          chain.stateSize(number)
          expect((await chain.again(number)).hash).toBe(unit.blockHash(number))
        }
      } finally {
        await chain.unit.close()
      }
    }
    console.info('prunings', prunings, 'blocks', finalized, 'kept from', earliest)
    expect(earliest).toBeGreaterThan(10)
    expect(prunings).toBeGreaterThanOrEqual(KILLS)
  })
})

/** What the process said before it was killed, so long after it had finalized so often. */
async function runAndKill(
  folder: string,
  finalizations: number,
  delayMs: number,
): Promise<string[]> {
  const child = spawn(process.execPath, [PROGRAM, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (output.split('finalized').length > finalizations)
      setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  const [code, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL') throw new Error(`it ended by itself (${code}): ${complaint}`)
  return output.split('\n').slice(0, -1)
}
