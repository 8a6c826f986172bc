import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SessionStore } from '../../src/session/SessionStore.ts'
import { tempFolder } from '../support/tempFolder.ts'

const url = 'http://127.0.0.1:8545/guild'
const session = (expiresInMs: number) => ({
  token: 'secret',
  address: `0x${'11'.repeat(20)}`,
  expiresAt: new Date(Date.now() + expiresInMs).toISOString(),
})

describe('the sessions of a user', () => {
  it('are found at their URL and nowhere else, by the next command, too', () => {
    const environment = { XDG_CONFIG_HOME: tempFolder() }
    const store = new SessionStore(environment)
    const kept = session(60_000)
    store.put(`${url}/`, kept)
    expect(new SessionStore(environment).get(url)).toEqual(kept)
    for (const other of [
      'http://127.0.0.1:8545',
      'http://127.0.0.1:8545/guild-2',
      'http://a/guild',
    ])
      expect(store.get(other)).toBeUndefined()
    expect(store.remove(url)).toBe(true)
    expect(store.remove(url)).toBe(false)
    expect(new SessionStore(environment).get(url)).toBeUndefined()
  })

  it('stand in a file that only the user may read', () => {
    const environment = { XDG_CONFIG_HOME: tempFolder() }
    new SessionStore(environment).put(url, session(60_000))
    const path = join(environment.XDG_CONFIG_HOME, 'mvm', 'sessions.json')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))[url].token).toBe('secret')
  })

  it('are forgotten when they are over, and a file of nonsense is none', () => {
    const environment = { XDG_CONFIG_HOME: tempFolder() }
    const store = new SessionStore(environment)
    store.put(url, session(-1))
    expect(store.get(url)).toBeUndefined()
    const path = join(environment.XDG_CONFIG_HOME, 'mvm', 'sessions.json')
    for (const text of ['', '[1]', 'null', `{"${url}":{"token":1}}`]) {
      writeFileSync(path, text)
      expect(store.get(url)).toBeUndefined()
    }
  })
})
