// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {StrictRlp} from "./StrictRlp.sol";

/// @notice A transaction's access list and authorizations as one chain, `h = keccak(type, fields …, h_next)`, the
/// first entry outermost: each address, then its keys, at last the authorizations.
library Lists {
    using StrictRlp for StrictRlp.Reader;

    uint256 internal constant ADDRESS = 1;
    uint256 internal constant SLOT = 2;
    uint256 internal constant AUTHORIZATION = 3;

    uint256 private constant ADDRESS_GAS = 2400;
    uint256 private constant SLOT_GAS = 1900;
    uint256 private constant AUTHORIZATION_GAS = 25_000;
    /// @dev Fewest bytes of an entry: an address of the access list without keys.
    uint256 private constant LEAST_ENTRY = 23;
    /// @dev Words of the longest link, an authorization's.
    uint256 private constant MAX_WORDS = 8;

    /// @notice Lists while they are read. An entry is its type and where it stands in calldata: an address, a key and
    /// its address, or an authorization's fields.
    struct Reading {
        uint256[] entries;
        uint256 count;
        /// @dev What the entries cost.
        uint256 gas;
        uint256 authorizationCount;
    }

    /// @notice Room for the lists of a transaction of so many bytes.
    function begin(uint256 size) internal pure returns (Reading memory self) {
        self.entries = new uint256[](size / LEAST_ENTRY + 1);
    }

    /// @notice Reads an access list. Ends, as if it were malformed, where the gas limit does not pay for it: with
    /// less gas than the intrinsic the transaction is no better.
    function readAccessList(Reading memory self, StrictRlp.Reader memory reader, uint256 gasLimit)
        internal
        pure
    {
        uint256 listEnd = reader.enterList();
        while (reader.hasMore()) {
            uint256 entryEnd = reader.enterList();
            uint256 account = reader.bytesOfLength(20);
            _add(self, reader, (ADDRESS << 128) | account, ADDRESS_GAS, gasLimit);
            uint256 keysEnd = reader.enterList();
            while (reader.hasMore()) {
                uint256 key = reader.bytesOfLength(32);
                _add(self, reader, (SLOT << 128) | (key << 64) | account, SLOT_GAS, gasLimit);
            }
            reader.leaveList(keysEnd);
            reader.leaveList(entryEnd);
        }
        reader.leaveList(listEnd);
    }

    /// @notice Reads an authorization list, within the bounds of EIP-7702.
    function readAuthorizations(
        Reading memory self,
        StrictRlp.Reader memory reader,
        uint256 gasLimit
    ) internal pure {
        uint256[MAX_WORDS] memory fields;
        uint256 listEnd = reader.enterList();
        while (reader.hasMore()) {
            uint256 tupleEnd = reader.enterList();
            uint256 entry = (AUTHORIZATION << 128) | reader.position;
            _readAuthorization(reader, fields);
            reader.leaveList(tupleEnd);
            _add(self, reader, entry, AUTHORIZATION_GAS, gasLimit);
            self.authorizationCount += 1;
        }
        reader.leaveList(listEnd);
    }

    /// @notice The chain over what was read.
    function hashOf(Reading memory self) internal pure returns (bytes32 hash) {
        // One place for all links: memory is not to grow with their number.
        uint256[MAX_WORDS] memory link;
        StrictRlp.Reader memory reader;
        reader.end = type(uint64).max;
        for (uint256 i = self.count; i > 0; --i) {
            uint256 entry = self.entries[i - 1];
            link[0] = entry >> 128;
            uint256 count = 3;
            if (link[0] == AUTHORIZATION) {
                reader.position = uint64(entry);
                _readAuthorization(reader, link);
                count = 8;
            } else {
                link[1] = StrictRlp.valueAt(uint64(entry), 20);
                if (link[0] == SLOT) {
                    link[2] = StrictRlp.valueAt(uint64(entry >> 64), 32);
                    count = 4;
                }
            }
            link[count - 1] = uint256(hash);
            assembly ("memory-safe") {
                hash := keccak256(link, mul(count, 0x20))
            }
        }
    }

    /// @dev Chain, address, nonce, parity, r and s go where a link has them.
    function _readAuthorization(StrictRlp.Reader memory reader, uint256[MAX_WORDS] memory link)
        private
        pure
    {
        link[1] = reader.integer(32);
        link[2] = StrictRlp.valueAt(reader.bytesOfLength(20), 20);
        link[3] = reader.integer(8);
        link[4] = reader.integer(1);
        link[5] = reader.integer(32);
        link[6] = reader.integer(32);
    }

    function _add(
        Reading memory self,
        StrictRlp.Reader memory reader,
        uint256 entry,
        uint256 gas,
        uint256 gasLimit
    ) private pure {
        self.gas += gas;
        if (reader.isMalformed || self.gas > gasLimit) {
            reader.isMalformed = true;
            return;
        }
        self.entries[self.count++] = entry;
    }
}
