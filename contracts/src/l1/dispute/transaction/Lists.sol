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

    /// @notice Lists while they are read. An entry is its type, the place of its address and its own place.
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
            uint256 place = reader.position;
            reader.fixedBytes(20);
            _add(self, reader, ADDRESS, place, 0, ADDRESS_GAS, gasLimit);
            uint256 keysEnd = reader.enterList();
            while (reader.hasMore()) {
                uint256 key = reader.position;
                reader.fixedBytes(32);
                _add(self, reader, SLOT, place, key, SLOT_GAS, gasLimit);
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
        uint256 listEnd = reader.enterList();
        while (reader.hasMore()) {
            uint256 tupleEnd = reader.enterList();
            uint256 place = reader.position;
            _readAuthorization(reader);
            reader.leaveList(tupleEnd);
            _add(self, reader, AUTHORIZATION, 0, place, AUTHORIZATION_GAS, gasLimit);
            self.authorizationCount += 1;
        }
        reader.leaveList(listEnd);
    }

    /// @notice The chain over what was read.
    function hashOf(Reading memory self) internal pure returns (bytes32 hash) {
        StrictRlp.Reader memory reader;
        reader.end = type(uint64).max;
        for (uint256 i = self.count; i > 0; --i) {
            uint256 entry = self.entries[i - 1];
            uint256 kind = entry >> 128;
            if (kind == AUTHORIZATION) {
                reader.position = uint64(entry);
                uint256[6] memory fields = _readAuthorization(reader);
                hash = keccak256(
                    abi.encode(
                        AUTHORIZATION,
                        fields[0],
                        fields[1],
                        fields[2],
                        fields[3],
                        fields[4],
                        fields[5],
                        hash
                    )
                );
                continue;
            }
            reader.position = uint64(entry >> 64);
            uint256 account = reader.fixedBytes(20);
            if (kind == ADDRESS) {
                hash = keccak256(abi.encode(ADDRESS, account, hash));
                continue;
            }
            reader.position = uint64(entry);
            hash = keccak256(abi.encode(SLOT, account, reader.fixedBytes(32), hash));
        }
    }

    /// @dev Chain, address, nonce, parity, r, s.
    function _readAuthorization(StrictRlp.Reader memory reader)
        private
        pure
        returns (uint256[6] memory fields)
    {
        fields[0] = reader.integer(32);
        fields[1] = reader.fixedBytes(20);
        fields[2] = reader.integer(8);
        fields[3] = reader.integer(1);
        fields[4] = reader.integer(32);
        fields[5] = reader.integer(32);
    }

    function _add(
        Reading memory self,
        StrictRlp.Reader memory reader,
        uint256 kind,
        uint256 account,
        uint256 place,
        uint256 gas,
        uint256 gasLimit
    ) private pure {
        self.gas += gas;
        if (reader.isMalformed || self.gas > gasLimit) {
            reader.isMalformed = true;
            return;
        }
        self.entries[self.count++] = (kind << 128) | (account << 64) | place;
    }
}
