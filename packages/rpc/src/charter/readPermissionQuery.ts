import { type Address, permissionBits } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readAddress } from '../parameter/readAddress.ts'
import { readData } from '../parameter/readData.ts'
import { readField } from '../parameter/readField.ts'
import { readFields } from '../parameter/readFields.ts'
import { readNumber } from '../parameter/readNumber.ts'
import { readText } from '../parameter/readText.ts'

/** Whom and what `mvm_checkPermission` asks about. */
export interface PermissionQuestion {
  readonly from: Address
  readonly to: Address | null
  /** Bit numbers, at least one; all of them must be allowed. */
  readonly permissions: readonly number[]
}

const SUBMIT = 0xfe
const CREATE = 0xf0

/** `{from, to?, opcode?, data?}`, the opcode a mnemonic, a named operation or a number. */
export function readPermissionQuery(value: unknown, at: string): PermissionQuestion {
  const fields = readFields(value, at)
  const from = readField(fields, 'from', readAddress, at)
  if (from === undefined) throw new InvalidParameterError({ at, problem: 'want a from address' })
  const to = readField(fields, 'to', readAddress, at) ?? null
  const data = readField(fields, 'data', readData, at)
  const isCreation = to === null && data !== undefined
  const asked = readField(fields, 'opcode', readPermission, at)
  return { from, to, permissions: asked ?? (isCreation ? [SUBMIT, CREATE] : [SUBMIT]) }
}

function readPermission(value: unknown, at: string): readonly number[] {
  const text = readText(value, at)
  const bits = permissionBits(text.toUpperCase())
  if (bits !== undefined) return bits
  if (!text.startsWith('0x')) {
    throw new InvalidParameterError({
      at,
      problem: 'want a mnemonic such as SSTORE, a named operation such as DEPLOY, or a number',
    })
  }
  const bit = readNumber(text, at)
  if (bit > 0xff) throw new InvalidParameterError({ at, problem: 'want an opcode below 0x100' })
  return [bit]
}
