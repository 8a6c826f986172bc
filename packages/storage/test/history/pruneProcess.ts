import { writeSync } from 'node:fs'
import { BusyChain } from './BusyChain.ts'

/**
 * Seals blocks, finalizes them and prunes what is behind, all at once and for ever, until it is killed. Says on stdout
 * which block it has finalized, and that it goes to prune. Argument: the folder.
 */
const [folder = ''] = process.argv.slice(2)
const chain = await BusyChain.open(folder)

async function sealForEver(): Promise<never> {
  for (;;) {
    const number = chain.head + 1
    await chain.append([
      [number % 13, number % 5],
      [number % 7, number % 3],
    ])
    if (number % 5 !== 0) continue
    await chain.finalize(number - 2)
    writeSync(1, `finalized ${number - 2}\n`)
  }
}

async function pruneForEver(): Promise<never> {
  for (;;) {
    writeSync(1, 'pruning\n')
    await chain.unit.prune(chain.head - 12, { sweeps: true, restMs: 1 })
  }
}

writeSync(1, 'ready\n')
await Promise.all([sealForEver(), pruneForEver()])
