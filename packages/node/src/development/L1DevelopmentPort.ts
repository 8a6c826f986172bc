import {
  type ContractSource,
  encodeDepositMT,
  encodeEnqueue,
  enqueuedElement,
  type L1Client,
  readEscrowAdmission,
} from '@mvm/l1'
import {
  type Address,
  asAddress,
  depositFromQueueElement,
  type Hex,
  type L1Contracts,
  type SignedTransaction,
  signTransaction,
  type TransactionHash,
  toHex,
  type UnsignedTransaction,
} from '@mvm/protocol'
import {
  type BlockTime,
  type DevelopmentPort,
  type ForcedMessage,
  InvalidInputError,
  type TypedData,
} from '@mvm/rpc'
import { SigningKey, TypedDataEncoder, Wallet } from 'ethers'
import { type DevnetAccounts, devnetAccounts } from '../devnet/devnetAccounts.ts'
import { askL1 } from '../rpc/askL1.ts'
import type { DevelopmentL1 } from './DevelopmentL1.ts'

/** Whose messages make blocks that are only wanted: nobody's account, so that nobody's nonce moves. */
const NOBODY = asAddress(`0x${'00'.repeat(18)}0f09`)
/** What a message costs that does nothing. */
const IDLE_GAS = 21_000n
const NOW: BlockTime = { kind: 'now' }

/** What a dev node does for whoever develops on one DAC, by means that every DAC has: L1's queue and its bridge. */
export class L1DevelopmentPort implements DevelopmentPort {
  readonly #source: ContractSource & { readonly contracts: L1Contracts }
  readonly #chainId: number
  readonly #l1: DevelopmentL1
  readonly #impersonated = new Set<Address>()
  #isEverybodyImpersonated = false

  constructor(
    source: { readonly client: L1Client; readonly contracts: L1Contracts },
    l1: DevelopmentL1,
    chainId: number,
  ) {
    this.#source = source
    this.#chainId = chainId
    this.#l1 = l1
  }

  get accounts(): readonly Address[] {
    return known().users.map(({ address }) => address)
  }

  signTransaction(account: Address, transaction: UnsignedTransaction): SignedTransaction {
    return signTransaction(transaction, keyOf(account))
  }

  signMessage(account: Address, message: Uint8Array): Hex {
    return new Wallet(keyOf(account)).signMessageSync(message) as Hex
  }

  signTypedData(account: Address, { domain, types, message }: TypedData): Hex {
    // ethers takes the domain's type for granted, and refuses to be told.
    const { EIP712Domain: _, ...others } = types
    const named = Object.fromEntries(
      Object.entries(others).map(([name, fields]) => [name, [...fields]]),
    )
    try {
      const digest = TypedDataEncoder.hash(domain, named, message)
      return new SigningKey(keyOf(account)).sign(digest).serialized as Hex
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      throw new InvalidInputError({ problem: `this typed data cannot be signed: ${problem}` })
    }
  }

  impersonate(account: Address): void {
    this.#impersonated.add(account)
  }

  stopImpersonating(account: Address): void {
    this.#impersonated.delete(account)
  }

  impersonateEverybody(isAllowed: boolean): void {
    this.#isEverybodyImpersonated = isAllowed
  }

  isImpersonated(account: Address): boolean {
    if (this.#impersonated.has(account)) return true
    return this.#isEverybodyImpersonated && !this.accounts.includes(account)
  }

  force({ data, from, ...message }: ForcedMessage, signal: AbortSignal): Promise<TransactionHash> {
    const enqueue = { chainId: this.#chainId, ...message, data: toHex(data) }
    return this.#enqueue(from, encodeEnqueue(enqueue), NOW, signal)
  }

  requestBlock(time: BlockTime, signal: AbortSignal): Promise<TransactionHash> {
    const to = NOBODY
    const data = encodeEnqueue({
      ...{ chainId: this.#chainId, to, value: 0n, gasLimit: IDLE_GAS, data: '0x' },
    })
    return this.#enqueue(NOBODY, data, time, signal)
  }

  async deposit(to: Address, amount: bigint, signal: AbortSignal): Promise<TransactionHash> {
    const { contracts } = this.#source
    const source = { ...this.#source, signal }
    if (!(await askL1(() => readEscrowAdmission(source, this.#chainId, amount)))) {
      throw new InvalidInputError({
        problem: `the DAC’s sequencers are not bonded for ${amount} wei of MT more; ask for less, or let them allocate more (mvm sequencer allocate)`,
      })
    }
    const { deployer } = known()
    const data = encodeDepositMT({ chainId: this.#chainId, to, amount })
    return this.#sendForElement(deployer.address, contracts.l1StandardBridge, data, NOW, signal)
  }

  #enqueue(from: Address, data: Hex, time: BlockTime, signal: AbortSignal) {
    const { canonicalTransactionChain } = this.#source.contracts
    return this.#sendForElement(from, canonicalTransactionChain, data, time, signal)
  }

  async #sendForElement(
    from: Address,
    to: Address,
    data: Hex,
    time: BlockTime,
    signal: AbortSignal,
  ): Promise<TransactionHash> {
    const receipt = await this.#l1.send({ from, to, data }, time, signal)
    const element = enqueuedElement(this.#source.contracts, receipt)
    if (element !== undefined) return depositFromQueueElement(element).hash
    throw new InvalidInputError({
      problem: `L1 transaction ${receipt.transactionHash} put nothing into the DAC’s queue`,
    })
  }
}

let derived: DevnetAccounts | undefined

/** Derived when somebody asks for them first: most nodes never need them. */
function known(): DevnetAccounts {
  derived ??= devnetAccounts()
  return derived
}

function keyOf(account: Address): Hex {
  const found = known().users.find(({ address }) => address === account)
  if (found === undefined) throw new RangeError(`there is no key of ${account}`)
  return found.privateKey
}
