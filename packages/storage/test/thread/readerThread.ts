import { strict as assert } from 'node:assert'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { hashBlockHeader } from '@mvm/protocol'
import { StorageUnit } from '@mvm/storage'
import type { ThreadTask } from './ThreadTask.ts'

/** Reads at full speed what the writer writes, and fails on anything stale or torn. */
const { folder, chainId, shared, slot } = workerData as ThreadTask
const unit = await StorageUnit.open(folder, { chainId, access: 'read' })
const counter = new Int32Array(shared)
let isStopping = false
parentPort?.on('message', () => {
  isStopping = true
})
parentPort?.postMessage('ready')
let checkCount = 0
while (!isStopping) {
  const published = Atomics.load(counter, 0)
  const [high = 0, middle = 0, low = 0] = unit.record('count') ?? []
  const seen = (high << 16) | (middle << 8) | low
  assert.ok(seen >= published, `record of commit ${seen}, but commit ${published} was done before`)

  const { unsafe, safe, finalized } = unit.heads()
  assert.ok(safe.number <= unsafe.number && finalized.number <= safe.number)
  const atHead = unit.blockAt(unsafe)
  assert.ok(atHead, 'the block of the head is not there')
  assert.equal(hashBlockHeader(atHead.header), unsafe.hash)
  assert.equal(atHead.header.number, unsafe.number)
  assert.equal(atHead.receipts().length, atHead.transactions.length)

  const block = unit.block(Math.max(0, unsafe.number - (checkCount % 4)))
  if (block !== undefined) {
    assert.equal(hashBlockHeader(block.header), block.hash)
    for (const hash of block.transactionHashes()) {
      const found = unit.receipt(hash)
      assert.ok(found === undefined || found.receipt.transactionHash === hash)
    }
  }
  checkCount++
  Atomics.store(counter, slot, checkCount)
  if (checkCount % 20 === 0) await nextTurn()
}
parentPort?.postMessage({ checkCount })
await unit.close()
process.exit()
