import {
  type Address,
  addressOfPrivateKey,
  asAddress,
  asHash,
  type BlockInput,
  type DepositTransaction,
  depositFromQueueElement,
  encodeTransaction,
  genesisHeader,
  type Hex,
  hashBlockHeader,
  keccak256,
  predeploys,
  type QueueElement,
  signTransaction,
  toHex,
  type UnsignedTransaction,
} from '@mvm/protocol'
import { expect } from 'vitest'
import {
  type AccountRecord,
  type ExecutedBlock,
  executeBlock,
  MemoryStateStore,
  type MvmProfile,
  type ParentBlock,
  readAccount,
  readStorage,
  StateCache,
  type WrittenAccount,
  type WrittenState,
  writeAccounts,
} from '../../src/index.ts'
import { sumOfBalances } from './sumOfBalances.ts'

export const CHAIN_ID = 808_001
export const COINBASE = asAddress(`0x${'c0'.repeat(20)}`)
export const FEE_SCALAR = 100_000_000n
export const L1_BASE_FEE = 3_000_000_000n

/** A user of the tests: the n-th is always the same. */
export interface User {
  readonly key: Hex
  readonly address: Address
}

export function user(index: number): User {
  const key = toHex(keccak256(Uint8Array.of(index, 0x75)))
  return { key, address: addressOfPrivateKey(key) }
}

export function word(value: bigint | number | string): Hex {
  const digits = typeof value === 'string' ? value.slice(2) : value.toString(16)
  return `0x${digits.padStart(64, '0')}` as Hex
}

type Fields = Partial<Omit<Extract<UnsignedTransaction, { type: 2 }>, 'type'>>

/**
 * A DAC's chain in memory on real execution. After every block the supply invariant of spec 2.2 is checked
 * against all accounts of the trie.
 */
export class TestChain {
  readonly store = new MemoryStateStore()
  readonly profile: MvmProfile = { kind: 'mvm', chainId: CHAIN_ID }
  readonly cache = new StateCache()
  head: ParentBlock
  #queueIndex = 0
  #balances: bigint

  /** @param prepare what else is done to the state before the first block. */
  constructor(
    accounts: ReadonlyMap<Address, Partial<WrittenAccount>>,
    prepare: (written: WrittenState) => WrittenState = (written) => written,
  ) {
    const written = new Map<Address, WrittenAccount>()
    for (const [address, account] of accounts) {
      written.set(address, { nonce: 0n, balance: 0n, code: new Uint8Array(), ...account })
    }
    // Storage that blocks begin with is only kept where there is an account.
    for (const address of [predeploys.l1Block, predeploys.history, predeploys.feeVault]) {
      if (!written.has(address)) {
        written.set(address, { nonce: 1n, balance: 0n, code: new Uint8Array() })
      }
    }
    const genesis = prepare(writeAccounts(written))
    this.store.add(genesis)
    const header = { ...genesisHeader(CHAIN_ID), stateRoot: genesis.stateRoot }
    this.head = { header, hash: hashBlockHeader(header) }
    this.#balances = this.#circulating()
  }

  input(
    transactions: readonly Uint8Array[],
    deposits: readonly DepositTransaction[] = [],
  ): BlockInput {
    const number = this.head.header.number + 1
    return {
      chainId: CHAIN_ID,
      number,
      timestamp: 1_800_000_000 + number,
      origin: {
        number: 500 + number,
        hash: asHash(toHex(keccak256(Uint8Array.of(number & 255, number >> 8, 1)))),
        timestamp: 1_799_999_990 + number,
        prevRandao: asHash(word(77)),
        baseFeePerGas: L1_BASE_FEE,
      },
      feeScalar: FEE_SCALAR,
      coinbase: COINBASE,
      deposits,
      transactions,
    }
  }

  /** Executes a block on the head and makes it the head. */
  async block(
    transactions: readonly Uint8Array[],
    deposits: readonly DepositTransaction[] = [],
  ): Promise<ExecutedBlock> {
    const input = this.input(transactions, deposits)
    const { cache } = this
    const block = await executeBlock(this.store, this.head, input, this.profile, { cache })
    this.accept(block)
    return block
  }

  /** Makes an executed block the head. */
  accept(block: ExecutedBlock): void {
    this.store.add(block.changes)
    this.head = block
    const balances = this.#circulating()
    const { minted, withdrawn, destroyed } = block.supply
    expect(balances - this.#balances).toBe(minted - withdrawn - destroyed)
    this.#balances = balances
  }

  account(address: Address): AccountRecord | null {
    return readAccount(this.store, this.head.header.stateRoot, address)
  }

  balance(address: Address): bigint {
    return this.account(address)?.balance ?? 0n
  }

  storage(address: Address, slot: bigint | number): bigint {
    return BigInt(readStorage(this.store, this.head.header.stateRoot, address, word(slot)))
  }

  /** A signed type 2 transaction with the signer's next nonce, prices that suffice and 1M gas. */
  sign(signer: User, fields: Fields = {}): Uint8Array {
    const nonce = fields.nonce ?? this.account(signer.address)?.nonce ?? 0n
    const unsigned: UnsignedTransaction = {
      type: 2,
      chainId: CHAIN_ID,
      gasLimit: 1_000_000n,
      maxFeePerGas: 2_000_000_000n,
      maxPriorityFeePerGas: 1_000_000n,
      to: null,
      value: 0n,
      data: new Uint8Array(),
      accessList: [],
      ...fields,
      nonce,
    }
    return encodeTransaction(signTransaction(unsigned, signer.key))
  }

  deposit(fields: Partial<QueueElement> & Pick<QueueElement, 'from'>): DepositTransaction {
    const queueIndex = this.#queueIndex++
    return depositFromQueueElement({
      chainId: CHAIN_ID,
      queueIndex,
      sender: fields.from,
      to: fields.from,
      mint: 0n,
      value: 0n,
      gasLimit: 200_000n,
      isSystem: false,
      data: new Uint8Array(),
      queueHashAfter: asHash(word(0)),
      l1BlockNumber: 1,
      ...fields,
    })
  }

  #circulating(): bigint {
    const { stateRoot } = this.head.header
    return sumOfBalances(this.store, stateRoot) - this.balance(predeploys.l2ToL1MessagePasser)
  }
}
