import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configurationFolder } from '../configuration/configurationFolder.ts'
import { FileUnusableError } from '../error/FileUnusableError.ts'
import type { Session } from './Session.ts'

/** The sessions of the user, by the URL of the DAC that gave them, in a file that nobody else may read. */
export class SessionStore {
  readonly #folder: string
  readonly #path: string

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#folder = configurationFolder(environment)
    this.#path = join(this.#folder, 'sessions.json')
  }

  /** `undefined` where there is none, or it is over. A token is for exactly that URL, and is sent nowhere else. */
  get(url: string): Session | undefined {
    return this.#all().get(keyOf(url))
  }

  /** Throws {@link FileUnusableError}. */
  put(url: string, session: Session): void {
    this.#write(this.#all().set(keyOf(url), session))
  }

  /** Whether there was one. */
  remove(url: string): boolean {
    const sessions = this.#all()
    if (!sessions.delete(keyOf(url))) return false
    this.#write(sessions)
    return true
  }

  /** Those that are not over; a file that holds anything else counts as none. */
  #all(): Map<string, Session> {
    const sessions = new Map<string, Session>()
    let found: unknown
    try {
      found = JSON.parse(readFileSync(this.#path, 'utf8'))
    } catch {
      return sessions
    }
    if (typeof found !== 'object' || found === null) return sessions
    for (const [url, value] of Object.entries(found)) {
      if (isSession(value) && Date.parse(value.expiresAt) > Date.now()) sessions.set(url, value)
    }
    return sessions
  }

  #write(sessions: ReadonlyMap<string, Session>): void {
    const temporary = `${this.#path}.${process.pid}`
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
      const text = `${JSON.stringify(Object.fromEntries(sessions), null, 2)}\n`
      writeFileSync(temporary, text, { mode: 0o600 })
      renameSync(temporary, this.#path)
    } catch (cause) {
      throw new FileUnusableError({ path: this.#path, action: 'written', cause })
    }
  }
}

function keyOf(url: string): string {
  return url.replace(/\/+$/, '')
}

function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null) return false
  const { token, address, expiresAt } = value as Partial<Record<keyof Session, unknown>>
  return [token, address, expiresAt].every((field) => typeof field === 'string')
}
