import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { StorageUnit } from '@mvm/storage'
import { makeBlock } from '../chain/makeBlock.ts'
import { makeGenesis } from '../chain/makeGenesis.ts'

/**
 * Commits blocks until there is no room left, tries once more and prints what happened as JSON. Arguments:
 * folder, chainId.
 */
const [folder = '', chainIdText = ''] = process.argv.slice(2)
const chainId = Number(chainIdText)
const genesis = makeGenesis(chainId)
const unit = await StorageUnit.open(folder, { chainId, genesis })
const sibling = await StorageUnit.open(folder, { chainId, access: 'read' })
const thread = new Worker(new URL('./poolThread.ts', import.meta.url), {
  workerData: { folder, chainId },
})
await once(thread, 'message')
let head = genesis.hash
let count = 0
const codes: unknown[] = []
const codeOf = (error: unknown) => (error as { code?: unknown }).code ?? String(error)
for (let parent: Parameters<typeof makeBlock>[0]['parent'] = genesis; codes.length === 0; ) {
  const block = makeBlock({ chainId, parent, seed: count, nodeCount: 100, nodeSize: 400 })
  try {
    await unit.commit({ blocks: [block] })
    parent = block
    head = block.hash
    count++
  } catch (error) {
    codes.push(codeOf(error))
  }
}
await unit.commit({}).catch((error) => codes.push(codeOf(error)))
await sibling.putPoolTransactions([]).catch((error) => codes.push(codeOf(error)))
thread.postMessage('put')
codes.push((await once(thread, 'message'))[0])
process.stdout.write(JSON.stringify({ count, head, headNow: unit.heads().unsafe.hash, codes }))
process.exit()
