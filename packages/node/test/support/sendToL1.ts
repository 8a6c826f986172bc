import { type ContractRevertError, decodeRevert } from '@mvm/l1'
import type { Address, Hex } from '@mvm/protocol'
import { JsonRpcProvider, type TransactionReceipt, Wallet } from 'ethers'
import { type JsonRpc, JsonRpcError } from './JsonRpc.ts'

/** A call of a contract on L1. */
export interface L1Call {
  readonly to: Address
  readonly data: Hex
}

/** Sends calls from one account under consecutive nonces and waits for their receipts; throws for one that reverts. */
export async function sendToL1(
  { url }: JsonRpc,
  privateKey: string,
  calls: readonly L1Call[],
): Promise<readonly TransactionReceipt[]> {
  const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 100 })
  try {
    const wallet = new Wallet(privateKey, provider)
    const firstNonce = await wallet.getNonce('pending')
    const responses = []
    for (const [index, call] of calls.entries()) {
      const nonce = firstNonce + index
      responses.push(await wallet.sendTransaction({ ...call, nonce, gasLimit: 3_500_000n }))
    }
    const receipts = await Promise.all(responses.map((response) => response.wait(1, 30_000)))
    return receipts.map((receipt) => receipt as TransactionReceipt)
  } finally {
    provider.destroy()
  }
}

/** Why L1 would revert a call from an account now; `undefined` if it would not. */
export async function whyL1Reverts(
  l1: JsonRpc,
  from: string,
  call: L1Call,
): Promise<ContractRevertError | undefined> {
  try {
    await l1.call('eth_call', { from, ...call }, 'latest')
    return undefined
  } catch (error) {
    if (!(error instanceof JsonRpcError)) throw error
    return decodeRevert(error.data as Hex)
  }
}
