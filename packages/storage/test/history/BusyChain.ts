import { executeBlock, StateCache, walkState, writeAccounts } from '@mvm/execution'
import {
  type Address,
  addressOfPrivateKey,
  asAddress,
  asHash,
  type BlockInput,
  depositFromQueueElement,
  encodeTransaction,
  fromHex,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  genesisOutputRoot,
  type Hex,
  signTransaction,
} from '@mvm/protocol'
import { type AppendedBlock, StorageUnit } from '@mvm/storage'

const busyChainId = 808_002
const KEY = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'
const owner = addressOfPrivateKey(KEY)
const profile = { kind: 'mvm' as const, chainId: busyChainId }
/** SSTORE(first word of the input, second word), LOG1(topic: first word). */
const RUNTIME = '6020355f35555f355f5fa100'
const CREATION: Hex = `0x600c80600b6000396000f3${RUNTIME}`
/** Made by the owner's transaction with nonce 1. */
export const contract = asAddress('0x71c95911e9a5d330f4d621842ec243ee1343292e')

/** A slot and what is written into it. */
export type Write = readonly [slot: number, value: number]

const genesis = {
  header: genesisHeader(busyChainId),
  hash: genesisBlockHash(busyChainId),
  outputRoot: genesisOutputRoot(busyChainId),
  state: writeAccounts(genesisAccounts()),
}

/** A chain of executed blocks, in whose state the slots of one contract change all the time. */
export class BusyChain {
  readonly unit: StorageUnit

  private constructor(unit: StorageUnit) {
    this.unit = unit
  }

  /** Opens a folder; a first block with the contract is made if there is none. */
  static async open(folder: string): Promise<BusyChain> {
    const unit = await StorageUnit.open(folder, {
      ...{ chainId: busyChainId, genesis, stateCacheBytes: 4000 },
    })
    const chain = new BusyChain(unit)
    if (chain.head === 0) await unit.commit({ blocks: [await chain.#first()] })
    return chain
  }

  get head(): number {
    return this.unit.heads().unsafe.number
  }

  /** The block that follows another one, each write a transaction of it. */
  next(writes: readonly Write[], parentNumber = this.head): Promise<AppendedBlock> {
    const root = this.unit.header(parentNumber)?.stateRoot
    if (root === undefined) throw new Error(`there is no block ${parentNumber}`)
    const nonce = new StateCache().open(this.unit, root).account(owner)?.nonce ?? 0n
    const calls = writes.map(([slot, value], index) =>
      signed(nonce + BigInt(index), contract, `0x${word(slot)}${word(value)}`),
    )
    return this.#execute({ ...inputFor(parentNumber + 1), transactions: calls })
  }

  async append(writes: readonly Write[]): Promise<void> {
    await this.unit.commit({ blocks: [await this.next(writes)] })
  }

  /** Makes a block, and with it all before it, finalized. */
  async finalize(number: number): Promise<void> {
    const head = { number, hash: this.unit.blockHash(number) ?? genesis.hash }
    await this.unit.commit({ heads: { safe: head, finalized: head } })
  }

  /** What a kept block becomes when it is executed again on what is stored. */
  again(number: number): Promise<AppendedBlock> {
    const block = this.unit.block(number)
    if (block === undefined) throw new Error(`there is no block ${number}`)
    return this.#execute(block.input)
  }

  /** How many trie nodes a block's state has; throws when one of them is missing. */
  stateSize(number: number): number {
    const root = this.unit.header(number)?.stateRoot
    if (root === undefined) throw new Error(`there is no block ${number}`)
    const seen = new Set<string>()
    const visitor = {
      node: (hash: Uint8Array) => {
        const before = seen.size
        return seen.add(Buffer.from(hash).toString('hex')).size > before
      },
      code: (codeHash: Uint8Array) =>
        void this.unit.code(asHash(`0x${Buffer.from(codeHash).toString('hex')}`)),
    }
    for (const _ of walkState((hash) => this.unit.trieNode(hash), root, visitor));
    return seen.size
  }

  #first(): Promise<AppendedBlock> {
    const deposit = depositFromQueueElement({
      ...{ chainId: busyChainId, queueIndex: 0, from: owner, sender: owner, to: owner },
      ...{ mint: 10n ** 24n, value: 0n, gasLimit: 100_000n, isSystem: false },
      ...{ data: new Uint8Array(), l1BlockNumber: 1 },
      queueHashAfter: asHash(`0x${'00'.repeat(32)}`),
    })
    const transactions = [signed(1n, null, CREATION)]
    return this.#execute({ ...inputFor(1), deposits: [deposit], transactions })
  }

  async #execute(input: BlockInput): Promise<AppendedBlock> {
    const { header, hash } = { ...this.#parent(input.number - 1) }
    const executed = await executeBlock(this.unit, { header, hash }, input, profile)
    if (executed.skipped.length > 0 || executed.receipts.some(({ status }) => status !== 1))
      throw new Error(`block ${input.number} is not as it was meant`)
    return { ...executed, input, skipped: [] }
  }

  /** Only its header: the body may be pruned. */
  #parent(number: number) {
    const header = this.unit.header(number)
    const hash = this.unit.blockHash(number)
    if (header === undefined || hash === undefined) throw new Error(`there is no block ${number}`)
    return { header, hash }
  }
}

function inputFor(number: number): BlockInput {
  return {
    ...{ chainId: busyChainId, number, timestamp: 1_700_000_000 + number },
    origin: {
      ...{ number: 77, timestamp: 1_699_999_990, baseFeePerGas: 10_000_000_000n },
      hash: asHash(`0x${'11'.repeat(32)}`),
      prevRandao: asHash(`0x${'22'.repeat(32)}`),
    },
    feeScalar: 100_000_000n,
    coinbase: asAddress(`0x${'c0'.repeat(20)}`),
    deposits: [],
    transactions: [],
  }
}

function word(value: number): string {
  return value.toString(16).padStart(64, '0')
}

function signed(nonce: bigint, to: Address | null, data: Hex): Uint8Array {
  return encodeTransaction(
    signTransaction(
      {
        ...{ type: 2, chainId: busyChainId, nonce, to, data: fromHex(data), value: 0n },
        ...{ accessList: [], gasLimit: 200_000n, maxFeePerGas: 10n ** 12n },
        maxPriorityFeePerGas: 1n,
      },
      KEY,
    ),
  )
}
