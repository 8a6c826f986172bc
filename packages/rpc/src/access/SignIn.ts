import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Address, asAddress } from '@mvm/protocol'
import { verifyMessage } from 'ethers'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { formatSignInMessage } from './formatSignInMessage.ts'
import { parseSignInMessage } from './parseSignInMessage.ts'
import type { SignInMessage } from './SignInMessage.ts'
import { UsedNonces } from './UsedNonces.ts'

export interface SignInOptions {
  /**
   * Domains in whose name a message may ask to sign in, as in `app.example` or `app.example:8443`: those of pages
   * that users trust with their reads. Names of this machine (localhost, *.localhost, 127.0.0.1) always may.
   */
  readonly domains?: readonly string[]
  /** Makes nonces and tokens; nodes with the same one know each other's. @default random, for this process */
  readonly secret?: Uint8Array
  /** How many used nonces are kept; where more are used, older ones can no longer be. @default 100,000 */
  readonly maxUsedNonces?: number
  /** @default Date.now */
  readonly nowMs?: () => number
}

/** A client that has shown who it is. */
export interface Session {
  readonly token: string
  readonly address: Address
  readonly expiresAtMs: number
}

/** How long a nonce can be used, and a session lasts that the message itself does not end before. */
export const NONCE_MS = 10 * 60_000
export const SESSION_MS = 24 * 3_600_000
/** Clocks of wallets may be ahead by this. */
const SKEW_MS = 60_000
const MAX_MESSAGE_LENGTH = 4_096
const MAX_USED_NONCES = 100_000
const LOCAL = /^(([a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Sign-in with Ethereum (EIP-4361). Keeps nothing of clients but the nonces that were used and are not yet too old:
 * nonces and tokens carry what they say with a code that only this secret makes.
 */
export class SignIn {
  readonly #domains: ReadonlySet<string>
  readonly #secret: Uint8Array
  readonly #nowMs: () => number
  readonly #usedNonces: UsedNonces

  constructor({
    domains = [],
    secret = randomBytes(32),
    maxUsedNonces = MAX_USED_NONCES,
    nowMs = Date.now,
  }: SignInOptions = {}) {
    this.#usedNonces = new UsedNonces(maxUsedNonces)
    this.#domains = new Set(domains.map((domain) => domain.toLowerCase()))
    this.#secret = secret
    this.#nowMs = nowMs
  }

  /** A message for a wallet to sign, and the nonce for those who write their own. */
  challenge(dac: { readonly chainId: number; readonly slug: string }, address: Address) {
    const { chainId, slug } = dac
    const issuedAtMs = this.#nowMs()
    const nonce = this.#nonce(chainId, issuedAtMs)
    const domain = [...this.#domains][0] ?? `${slug}.localhost`
    const fields: SignInMessage = {
      ...{ domain, address, chainId, nonce, issuedAtMs },
      ...{ expiresAtMs: issuedAtMs + SESSION_MS, notBeforeMs: null },
    }
    const statement = `Read the DAC ${slug}.`
    const message = formatSignInMessage(fields, { statement, uri: `https://${domain}` })
    return { nonce, message, expiresAtMs: issuedAtMs + NONCE_MS }
  }

  /** Begins a session. Throws {@link InvalidParameterError} that says what is wrong with message or signature. */
  begin(chainId: number, text: string, signature: string): Session {
    const nowMs = this.#nowMs()
    const message = text.length > MAX_MESSAGE_LENGTH ? null : parseSignInMessage(text)
    if (message === null) throw refused('message', 'want a message as in EIP-4361')
    const problem = this.#problem(message, chainId, nowMs)
    if (problem !== null) throw refused('message', problem)
    if (signerOf(text, signature) !== message.address) {
      throw refused('signature', `it is not ${message.address}'s signature of the message`)
    }
    this.#usedNonces.forgetBefore(nowMs - NONCE_MS)
    this.#usedNonces.add(message.nonce, madeAtMs(message.nonce))
    const expiresAtMs = Math.min(nowMs + SESSION_MS, message.expiresAtMs ?? Infinity)
    const claim = `${chainId}.${message.address}.${expiresAtMs}`
    return { token: `${claim}.${this.#code(claim)}`, address: message.address, expiresAtMs }
  }

  /** The session of a token; `null` for one that is over, of another DAC or not of this secret. */
  sessionOf(chainId: number, token: string): Session | null {
    const [chain = '', address = '', expiry = '', code = ''] = token.split('.')
    const claim = `${chain}.${address}.${expiry}`
    if (token.length > 200 || !isSame(code, this.#code(claim))) return null
    const expiresAtMs = Number(expiry)
    if (Number(chain) !== chainId || expiresAtMs <= this.#nowMs()) return null
    return { token, address: asAddress(address), expiresAtMs }
  }

  #problem(message: SignInMessage, chainId: number, nowMs: number): string | null {
    const { domain, nonce, issuedAtMs, expiresAtMs, notBeforeMs } = message
    if (!LOCAL.test(domain.toLowerCase()) && !this.#domains.has(domain.toLowerCase())) {
      return `this node does not know the domain ${domain}`
    }
    if (message.chainId !== chainId) return `this DAC's Chain ID is ${chainId}`
    const madeMs = madeAtMs(nonce)
    if (nonce !== this.#nonce(chainId, madeMs, nonce.slice(12, 28))) {
      return 'the nonce is not from here: ask mvm_signInChallenge for one'
    }
    const isOld = nowMs >= madeMs + NONCE_MS || this.#usedNonces.isForgotten(madeMs)
    if (isOld) return 'the nonce is too old: ask for another'
    if (this.#usedNonces.has(nonce, madeMs)) return 'the nonce was used: ask for another'
    if (issuedAtMs > nowMs + SKEW_MS) return 'it was issued in the future'
    if (expiresAtMs !== null && expiresAtMs <= nowMs) return 'its Expiration Time is over'
    if (notBeforeMs !== null && notBeforeMs > nowMs) return 'its Not Before is still to come'
    return null
  }

  /** 12 digits of time, 16 at random, 20 of a code. */
  #nonce(chainId: number, madeAtMs: number, random = randomBytes(8).toString('hex')): string {
    const time = madeAtMs.toString(16).padStart(12, '0')
    const code = Buffer.from(this.#code(`nonce.${chainId}.${time}.${random}`), 'base64url')
    return `${time}${random}${code.toString('hex').slice(0, 20)}`
  }

  #code(claim: string): string {
    return createHmac('sha256', this.#secret).update(claim).digest('base64url')
  }
}

function madeAtMs(nonce: string): number {
  return Number.parseInt(nonce.slice(0, 12), 16)
}

function refused(at: string, problem: string): InvalidParameterError {
  return new InvalidParameterError({ at, problem })
}

function signerOf(message: string, signature: string): Address | null {
  try {
    return asAddress(verifyMessage(message, signature))
  } catch {
    // No signature at all, or one of nobody.
    return null
  }
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
