import { encodeApprove, encodeDepositMT, L1Client, readEscrowAdmission } from '@mvm/l1'
import {
  type Address,
  encodeTransaction,
  fromHex,
  type Hex,
  type L1Contracts,
  signTransaction,
  toHex,
} from '@mvm/protocol'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import type { JsonRpc } from './JsonRpc.ts'
import { waitFor } from './waitFor.ts'

const L1_CHAIN_ID = 31_337
const GWEI = 10n ** 9n

/** An account that calls the L1 contracts. */
export class L1User {
  readonly account: DevnetAccount
  readonly #l1: JsonRpc
  readonly #contracts: L1Contracts

  constructor(l1: JsonRpc, contracts: L1Contracts, account: DevnetAccount) {
    this.#l1 = l1
    this.#contracts = contracts
    this.account = account
  }

  /** Lets the bridge take what will be deposited; resolves when it is mined. */
  async approveBridge(): Promise<void> {
    const { metisToken, l1StandardBridge } = this.#contracts
    const data = encodeApprove({ spender: l1StandardBridge, amount: 10n ** 24n })
    const hash = await this.#l1.send(await this.#sign(metisToken, data))
    await waitFor('the approval', () => this.#l1.call('eth_getTransactionReceipt', hash))
  }

  /** Whether a deposit would now be enqueued, not parked. */
  isAdmitted(chainId: number, amount: bigint): Promise<boolean> {
    const client = new L1Client({ urls: [this.#l1.url] })
    return readEscrowAdmission({ client, contracts: this.#contracts }, chainId, amount)
  }

  /** Hands a deposit to L1 without waiting; returns it signed, to be sent again. */
  async deposit(chainId: number, to: Address, amount: bigint): Promise<Hex> {
    const data = encodeDepositMT({ chainId, to, amount })
    return this.send(this.#contracts.l1StandardBridge, data)
  }

  /** Hands a call to L1 without waiting; returns it signed, to be sent again. */
  async send(to: Address, data: Hex): Promise<Hex> {
    const raw = await this.#sign(to, data)
    await this.#l1.send(raw)
    return raw
  }

  async #sign(to: Address, data: Hex): Promise<Hex> {
    const { address, privateKey } = this.account
    const signed = signTransaction(
      {
        type: 2,
        chainId: L1_CHAIN_ID,
        nonce: BigInt(await this.#l1.nonce(address, 'pending')),
        maxPriorityFeePerGas: GWEI,
        maxFeePerGas: 1_000n * GWEI,
        gasLimit: 3_500_000n,
        to,
        value: 0n,
        data: fromHex(data),
        accessList: [],
      },
      privateKey,
    )
    return toHex(encodeTransaction(signed))
  }
}
