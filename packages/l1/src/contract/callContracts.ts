import type { Address, ContractName } from '@mvm/protocol'
import type { Result } from 'ethers'
import { L1ResponseError } from '../error/L1ResponseError.ts'
import { L1RpcError } from '../error/L1RpcError.ts'
import type { ContractSource } from './ContractSource.ts'
import { contractAddress } from './contractAddress.ts'
import { contractInterface } from './contractInterface.ts'
import { decodeRevert } from './decodeRevert.ts'
import { encodeContractCall } from './encodeContractCall.ts'
import { revertDataOf } from './revertDataOf.ts'

/** A call of a view function. */
export interface ContractCall {
  readonly contract: ContractName
  readonly method: string
  readonly args: readonly unknown[]
}

/**
 * Results of view functions of one contract or several, in the order of the calls and in one exchange. Throws
 * {@link ContractRevertError} for one that reverts, and what {@link L1Client} throws.
 */
export async function callContracts(
  { client, contracts, at = 'latest', signal }: ContractSource,
  calls: readonly ContractCall[],
): Promise<Result[]> {
  const requests = calls.map(({ contract, method, args }) => {
    const to: Address = contractAddress(contracts, contract)
    return { to, data: encodeContractCall(contract, method, args) }
  })
  try {
    const results = await client.calls(requests, at, { signal })
    return results.map((data, i) => {
      const { contract, method } = calls[i] as ContractCall
      if (data !== '0x') return contractInterface(contract).decodeFunctionResult(method, data)
      const reason = `there is no ${contract} at ${requests[i]?.to}`
      throw new L1ResponseError({ method: 'eth_call', reason })
    })
  } catch (error) {
    const data = error instanceof L1RpcError ? revertDataOf(error) : null
    if (data === null) throw error
    throw decodeRevert(data, calls.length === 1 ? calls[0]?.contract : undefined)
  }
}
