import {
  type Address,
  type Authorization,
  fromHex,
  NONCE_LIMIT,
  recoverAuthorization,
} from '@mvm/protocol'
import type { WorldState } from '../state/WorldState.ts'
import { delegationTarget } from './delegationTarget.ts'

/** Gas given back for an authority that already existed (EIP-7702: PER_EMPTY_ACCOUNT_COST − PER_AUTH_BASE_COST). */
const EXISTING_AUTHORITY_REFUND = 12_500n

const ZERO_ADDRESS = `0x${'00'.repeat(20)}` as Address

/** Sets the delegations of a type 4 transaction (EIP-7702); an authorization that is not valid is passed over. */
export function applyAuthorizations(
  world: WorldState,
  chainId: number,
  authorizations: readonly Authorization[],
): void {
  for (const authorization of authorizations) {
    const { address, nonce } = authorization
    if (authorization.chainId !== 0n && authorization.chainId !== BigInt(chainId)) continue
    if (nonce >= NONCE_LIMIT) continue
    const authority = recoverAuthorization(authorization)
    if (authority === undefined) continue
    world.warm(authority)
    const account = world.account(authority)
    const code = account === null ? undefined : world.codeOf(account)
    if (code !== undefined && code.length > 0 && delegationTarget(code) === null) continue
    if ((account?.nonce ?? 0n) !== nonce) continue
    if (account !== null) world.setRefund(world.refund + EXISTING_AUTHORITY_REFUND)
    world.setCode(authority, address === ZERO_ADDRESS ? new Uint8Array() : delegationCode(address))
    world.setNonce(authority, nonce + 1n)
  }
}

function delegationCode(target: Address): Uint8Array {
  const code = new Uint8Array(23)
  code.set([0xef, 0x01, 0x00])
  code.set(fromHex(target), 3)
  return code
}
