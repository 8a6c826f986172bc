import { asAddress } from '@mvm/protocol'
import { getAddress } from 'ethers'
import type { SignInMessage } from './SignInMessage.ts'

const HEAD = / wants you to sign in with your Ethereum account:$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** Fields in the order in which EIP-4361 has them; those with `?` may be absent. */
const FIELDS = [
  'URI',
  'Version',
  'Chain ID',
  'Nonce',
  'Issued At',
  'Expiration Time?',
  'Not Before?',
  'Request ID?',
] as const

/** Reads a message by the grammar of EIP-4361, strictly; `null` for any other text. */
export function parseSignInMessage(text: string): SignInMessage | null {
  const lines = text.split('\n')
  const head = lines.shift() ?? ''
  const domain = head.replace(HEAD, '').replace(/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//, '')
  const account = lines.shift() ?? ''
  if (!HEAD.test(head) || domain === '' || /[\s/?#@]/.test(domain)) return null
  if (!/^0x[0-9a-fA-F]{40}$/.test(account) || !isChecksummed(account)) return null
  // A statement stands in a line of its own between two empty ones.
  if (lines.shift() !== '') return null
  if (lines[0] !== '') lines.shift()
  if (lines.shift() !== '') return null
  const fields = readFields(lines)
  if (fields === null || fields.get('Version') !== '1') return null
  const chainId = fields.get('Chain ID') ?? ''
  const nonce = fields.get('Nonce') ?? ''
  const issuedAtMs = timeOf(fields.get('Issued At'))
  const expiresAtMs = timeOf(fields.get('Expiration Time'))
  const notBeforeMs = timeOf(fields.get('Not Before'))
  if (!/^[1-9]\d{0,15}$/.test(chainId) || !/^[a-zA-Z0-9]{8,}$/.test(nonce)) return null
  if (!URL.canParse(fields.get('URI') ?? '')) return null
  if (typeof issuedAtMs !== 'number' || expiresAtMs === undefined || notBeforeMs === undefined) {
    return null
  }
  return {
    ...{ domain, address: asAddress(account), chainId: Number(chainId), nonce },
    ...{ issuedAtMs, expiresAtMs, notBeforeMs },
  }
}

function isChecksummed(account: string): boolean {
  try {
    return getAddress(account) === account
  } catch {
    return false
  }
}

/** The lines after the statement; `null` if one is missing, unknown or out of order. */
function readFields(lines: string[]): Map<string, string> | null {
  const fields = new Map<string, string>()
  for (const field of FIELDS) {
    const name = field.replace('?', '')
    const line = lines[0]
    if (line?.startsWith(`${name}: `)) {
      fields.set(name, line.slice(name.length + 2))
      lines.shift()
    } else if (name === field) return null
  }
  if (lines.length === 0) return fields
  const isResources = lines.shift() === 'Resources:' && lines.every((line) => /^- \S+$/.test(line))
  return isResources ? fields : null
}

/** Milliseconds since 1970; `null` where there is none, `undefined` for what is no time. */
function timeOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
