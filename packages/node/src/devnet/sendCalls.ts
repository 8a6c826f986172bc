import { setTimeout as delay } from 'node:timers/promises'
import type { L1Client, L1Receipt } from '@mvm/l1'
import { type Address, asHash, type Hex } from '@mvm/protocol'
import { Wallet } from 'ethers'
import { ProvisionFailedError } from '../error/ProvisionFailedError.ts'
import type { DevnetAccount } from './devnetAccounts.ts'

export interface L1ContractCall {
  readonly to: Address
  readonly data: Hex
}

export interface SendCallsOptions {
  readonly client: L1Client
  readonly account: DevnetAccount
  readonly l1ChainId: number
  readonly calls: readonly L1ContractCall[]
  readonly signal: AbortSignal
}

/** Enough for any call of the provisioning, createDAC with a small charter included; unused gas costs nothing. */
const GAS_LIMIT = 3_500_000n
const POLL_INTERVAL_MS = 100

/**
 * Sends calls from one account under consecutive nonces, all at once, and waits for their receipts: on a fresh
 * devnet they share an L1 block. Throws {@link ProvisionFailedError} for one that reverts.
 */
export async function sendCalls(options: SendCallsOptions): Promise<readonly L1Receipt[]> {
  const { client, account, calls, signal } = options
  const wallet = new Wallet(account.privateKey)
  const [firstNonce, fees] = await Promise.all([
    client.nonce(account.address, 'pending', { signal }),
    client.fees({ signal }),
  ])
  const hashes = []
  for (const [index, { to, data }] of calls.entries()) {
    const raw = await wallet.signTransaction({
      type: 2,
      chainId: options.l1ChainId,
      nonce: firstNonce + index,
      to,
      data,
      gasLimit: GAS_LIMIT,
      maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
      maxFeePerGas: 10n * fees.baseFeePerGas + fees.maxPriorityFeePerGas,
    })
    hashes.push(await client.sendRawTransaction(asHash(raw), { signal }))
  }
  for (;;) {
    const receipts = await client.receipts(hashes, { signal })
    if (receipts.every((receipt) => receipt !== null)) {
      const failed = receipts.findIndex((receipt) => !receipt.isSuccess)
      if (failed >= 0) {
        throw new ProvisionFailedError({
          to: calls[failed]?.to as Address,
          hash: hashes[failed] as Hex,
        })
      }
      return receipts
    }
    await delay(POLL_INTERVAL_MS, undefined, { signal })
  }
}
