import { type Address, permissionName } from '@mvm/protocol'
import type { PermissionRule } from '../charter/PermissionRule.ts'
import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

const MEANINGS: Readonly<Record<PermissionRule, string>> = {
  unrestricted: 'the charter does not restrict it',
  allowed: 'the charter allows it to this signer',
  'not allowed': 'the charter allows it to listed signers only',
  denied: 'the charter denies it to this signer',
  'always on': 'no charter can take it away',
  'management contract': 'the charter does not bind the management contract',
}

/** The DAC's charter keeps the signer from an opcode or a named operation (spec 2.3). */
export class CharterDeniedError extends RpcError {
  readonly code = 'CHARTER_DENIED'
  readonly rpcCode = -32050
  readonly address: Address
  /** Mnemonic or named operation. */
  readonly opcode: string
  readonly rule: PermissionRule
  readonly charterVersion: bigint

  constructor({
    address,
    permission,
    rule,
    charterVersion,
  }: {
    readonly address: Address
    /** Bit number. */
    readonly permission: number
    readonly rule: PermissionRule
    readonly charterVersion: bigint
  }) {
    const opcode = permissionName(permission)
    super(`charter denied: ${address} may not ${opcode}: ${MEANINGS[rule]}`, {
      remedy: "Ask the DAC's management contract for the permission, or use another signer.",
    })
    this.address = address
    this.opcode = opcode
    this.rule = rule
    this.charterVersion = charterVersion
  }

  override get data(): Json {
    return {
      address: this.address,
      opcode: this.opcode,
      rule: this.rule,
      charterVersion: `0x${this.charterVersion.toString(16)}`,
    }
  }
}
