import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import {
  type Address,
  addressOfPrivateKey,
  type BatchHash,
  type TransactionHash,
  toHex,
} from '@mvm/protocol'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import type { RpcReceipt } from '../support/JsonRpc.ts'
import type { L1Miner } from '../support/L1Miner.ts'
import type { L1User } from '../support/L1User.ts'
import { readRollup } from '../support/readRollup.ts'
import { type SignedTransfer, signTransfers } from '../support/signTransfers.ts'
import type { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'

export interface ReorgOptions {
  readonly network: TestNetwork
  readonly miner: L1Miner
  readonly sequencer: TestNode
  readonly follower: TestNode
  /** Two accounts on L1 of which each has one deposit in the abandoned blocks. */
  readonly depositors: readonly [L1User, L1User]
  /** L1 blocks that are abandoned. */
  readonly depth: number
  /** Done while the nodes come to know of it. */
  readonly disturb?: () => Promise<void>
}

export interface Reorg {
  readonly depth: number
  readonly forkNumber: number
  /** The hash at the fork height before and after. */
  readonly hashes: readonly [before: string, after: string]
  /** Batches in abandoned blocks. */
  readonly vanished: readonly BatchHash[]
  /** Their transactions that L1 still knew right after the fork. */
  readonly stillIncluded: readonly RpcReceipt[]
  /** Got MT by a deposit that L1 abandoned for good. */
  readonly loser: Address
  /** Got MT by a deposit that came back. */
  readonly keeper: Address
  /** The transaction with which the keeper spent of it, answered before the fork. */
  readonly keeperHash: TransactionHash
}

export const DEPOSIT_AMOUNT = 10n ** 18n

const PACE_MS = 150

/**
 * Lets L1 abandon its last `depth` blocks, among them deposits that L2 has minted and at least one batch that both
 * nodes held for safe, and puts as many and one other blocks in their place. One of the deposits comes back, but only
 * after L2 was sealed again without it.
 */
export async function reorgL1(options: ReorgOptions): Promise<Reorg> {
  const { network, miner, sequencer, follower, depositors, depth } = options
  const { l1, dac } = network
  await miner.hold()
  for (;;) {
    const snapshot = await l1.call<string>('evm_snapshot')
    const ancestor = await l1.blockNumber()
    const [loser, keeper] = [freshAccount(), freshAccount()]
    await depositors[0].deposit(dac.chainId, loser.address, DEPOSIT_AMOUNT)
    const kept = await depositors[1].deposit(dac.chainId, keeper.address, DEPOSIT_AMOUNT)
    for (let mined = 0; mined < depth; mined++) {
      if (mined > 0) await delay(PACE_MS)
      await miner.mine()
    }
    const { batches } = await readRollup(network)
    const abandoned = batches.filter(({ l1BlockNumber }) => l1BlockNumber > ancestor)
    const last = abandoned.at(-1)
    if (last === undefined) {
      await delay(PACE_MS) // The sequencer has posted nothing in that time; the next try starts here.
      continue
    }
    const safe = last.firstBlock + last.blockCount - 1
    for (const { rpc } of [sequencer, follower]) {
      const sees = async () => Number((await rpc.block('safe'))?.number) >= safe
      await waitFor(`block ${safe} to be safe at ${rpc.url}`, sees)
    }
    await waitFor('the deposits on L2', async () => {
      const balances = await balancesOf(sequencer, [loser, keeper])
      return balances.every((balance) => balance === DEPOSIT_AMOUNT)
    })
    const [spending] = signTransfers({
      chainId: dac.chainId,
      privateKey: keeper.privateKey,
      firstNonce: 0,
      count: 1,
    }) as [SignedTransfer]
    await sequencer.rpc.send(spending.raw)
    await waitFor('the keeper’s transaction', async () => {
      const [receipt] = await sequencer.rpc.receipts([spending.hash])
      return receipt
    })

    const forkNumber = ancestor + 1
    const before = (await l1.block(forkNumber))?.hash as string
    if (!(await l1.call<boolean>('evm_revert', snapshot))) throw new Error('anvil did not revert')
    const receipts = await l1.receipts(abandoned.map(({ l1TransactionHash }) => l1TransactionHash))
    await Promise.all([miner.mineOther(depth + 1), options.disturb?.()])
    const after = (await l1.block(forkNumber))?.hash as string
    await waitFor('L2 to be sealed without the deposits', async () => {
      const balances = await balancesOf(sequencer, [loser, keeper])
      return balances.every((balance) => balance === 0n)
    })
    await l1.send(kept)
    miner.resume()
    return {
      depth,
      forkNumber,
      hashes: [before, after],
      vanished: abandoned.map(({ batchHash }) => batchHash),
      stillIncluded: receipts.filter((receipt) => receipt !== null),
      loser: loser.address,
      keeper: keeper.address,
      keeperHash: spending.hash,
    }
  }
}

function freshAccount(): DevnetAccount {
  const privateKey = toHex(randomBytes(32))
  return { privateKey, address: addressOfPrivateKey(privateKey) }
}

function balancesOf({ rpc }: TestNode, accounts: readonly DevnetAccount[]): Promise<bigint[]> {
  return Promise.all(accounts.map(({ address }) => rpc.balance(address)))
}
