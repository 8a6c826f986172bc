import { parentPort, workerData } from 'node:worker_threads'
import type { AppendedBlock } from '@mvm/storage'
import { StorageUnit } from '@mvm/storage'
import { makeChain } from '../chain/makeChain.ts'
import { seededRandom } from '../chain/seededRandom.ts'
import type { ThreadTask } from './ThreadTask.ts'

/**
 * Commits at full speed, every fourth time with a roll-back, and counts its commits twice: in a record of the
 * storage unit and, after the commit has resolved, in shared memory.
 */
const { folder, chainId, shared, seed } = workerData as ThreadTask
const unit = await StorageUnit.open(folder, { chainId })
const counter = new Int32Array(shared)
const random = seededRandom(seed)
let chain: Pick<AppendedBlock, 'header' | 'hash'>[] = []
for (let number = 0; number <= unit.heads().unsafe.number; number++) {
  const block = unit.block(number)
  if (block !== undefined) chain.push(block)
}
let isStopping = false
parentPort?.on('message', () => {
  isStopping = true
})
parentPort?.postMessage('ready')
let count = Atomics.load(counter, 0)
while (!isStopping) {
  count++
  const records = new Map([['count', Uint8Array.of(count >> 16, count >> 8, count)]])
  const isRollBack = random() < 0.25 && chain.length > 3
  const base = isRollBack ? chain.length - 1 - Math.floor(random() * 3) : chain.length - 1
  const parent = chain[base]
  if (parent === undefined) throw new Error('no parent')
  const blocks = makeChain(parent, Math.floor(random() * 3), {
    chainId,
    seed: seed * 100_000 + count,
    transactionCount: 4,
  })
  await unit.commit({ rollBackTo: base, blocks, records })
  chain = [...chain.slice(0, base + 1), ...blocks]
  Atomics.store(counter, 0, count)
}
parentPort?.postMessage({ commitCount: count })
await unit.close()
process.exit()
