// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {BlockPart, TransactionPart} from "../machine/Parts.sol";
import {FreshTree} from "../memory/FreshTree.sol";
import {CreatedAddress} from "../opcode/CreatedAddress.sol";
import {SystemAccounts} from "../state/SystemAccounts.sol";
import {Rlp} from "../trie/Rlp.sol";
import {DataGas} from "./DataGas.sol";
import {Lists} from "./Lists.sol";
import {StrictRlp} from "./StrictRlp.sol";

/// @notice Reads a transaction as it stands in a payload, of type 0 (EIP-155), 1, 2 or 4, and all that needs no
/// state to be known about it (spec 2.2). Total: bytes that are no such transaction are none, and never revert.
library SignedTransaction {
    using Lists for Lists.Reading;
    using StrictRlp for StrictRlp.Reader;

    uint256 private constant MAX_SIZE = 60 * 1024;
    uint256 private constant MAX_GAS = 1 << 24;
    uint256 private constant MAX_INIT_CODE = 49_152;
    uint256 private constant LAST_NONCE = type(uint64).max;
    uint256 private constant ACCESS_LIST = 1;
    uint256 private constant FEE_MARKET = 2;
    uint256 private constant SET_CODE = 4;
    uint256 private constant FIRST_LIST = 0xc0;
    uint256 private constant ORDER =
        0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    /// @dev Gas of a byte of calldata on L1 (EIP-7623), and the unit of MT per ETH.
    uint256 private constant L1_BYTE_GAS = 40;
    uint256 private constant FEE_SCALAR_UNIT = 1_000_000;

    /// @dev What is read beside the fields of T.
    struct Reading {
        StrictRlp.Reader reader;
        Lists.Reading lists;
        uint256 chainId;
        uint256 data;
        /// @dev Bytes that the signature is over, but for a header.
        uint256 content;
        uint256 contentEnd;
        uint256 parity;
        uint256 r;
        uint256 s;
    }

    /// @notice Fills in T but for what the charter decides. False when there is no such transaction, or one that
    /// is skipped whatever the state is.
    function read(TransactionPart memory t, BlockPart memory b, bytes calldata raw)
        internal
        pure
        returns (bool)
    {
        if (raw.length == 0 || raw.length > MAX_SIZE) return false;
        uint256 first = uint8(raw[0]);
        if (first < FIRST_LIST) {
            if (first != ACCESS_LIST && first != FEE_MARKET && first != SET_CODE) return false;
            t.transactionType = first;
        }
        Reading memory reading;
        reading.reader = StrictRlp.open(raw);
        reading.lists = Lists.begin(raw.length);
        if (!_readFields(reading, t) || reading.chainId != b.chainId) return false;
        if (!_isInRange(reading, t) || !_price(reading, t, b)) return false;
        if (!_recover(reading, t)) return false;
        if (t.isCreate != 0) t.to = CreatedAddress.byCreate(t.origin, t.nonce);
        t.charterSigner = t.origin;
        t.hash = keccak256(raw);
        t.listHash = reading.lists.hashOf();
        t.calldataRoot = FreshTree.rootOf(_slice(reading.data, t.calldataLength));
        t.l1Fee = raw.length * L1_BYTE_GAS * b.l1BaseFee * b.feeScalar / FEE_SCALAR_UNIT;
        return true;
    }

    function _readFields(Reading memory reading, TransactionPart memory t)
        private
        pure
        returns (bool)
    {
        StrictRlp.Reader memory reader = reading.reader;
        bool isLegacy = t.transactionType == 0;
        if (!isLegacy) reader.position += 1;
        uint256 end = reader.enterList();
        reading.content = reader.position;
        if (!isLegacy) reading.chainId = reader.integer(32);
        t.nonce = reader.integer(8);
        // Types 0 and 1 have one price, the others the tip first and the maximum after it.
        t.maxTip = reader.integer(32);
        t.maxFee = t.transactionType >= FEE_MARKET ? reader.integer(32) : t.maxTip;
        t.gasLimit = reader.integer(8);
        _readTo(reader, t);
        t.value = reader.integer(32);
        (reading.data, t.calldataLength) = reader.item();
        if (!isLegacy) reading.lists.readAccessList(reader, t.gasLimit);
        if (t.transactionType == SET_CODE) {
            reading.lists.readAuthorizations(reader, t.gasLimit);
            if (reading.lists.authorizationCount == 0) return false;
        }
        reading.contentEnd = reader.position;
        if (isLegacy) {
            uint256 v = reader.integer(32);
            if (v < 35) return false;
            (reading.chainId, reading.parity) = ((v - 35) >> 1, (v - 35) & 1);
        } else {
            reading.parity = reader.integer(1);
        }
        (reading.r, reading.s) = (reader.integer(32), reader.integer(32));
        reader.leaveList(end);
        return !reader.isMalformed && reader.position == reader.end;
    }

    function _readTo(StrictRlp.Reader memory reader, TransactionPart memory t) private pure {
        (uint256 start, uint256 length) = reader.item();
        if (length == 20) {
            t.to = uint160(bytes20(_slice(start, 20)));
        } else if (length == 0 && t.transactionType != SET_CODE) {
            t.isCreate = 1;
        } else {
            reader.isMalformed = true;
        }
    }

    function _isInRange(Reading memory reading, TransactionPart memory t)
        private
        pure
        returns (bool)
    {
        if (t.nonce >= LAST_NONCE || t.gasLimit > MAX_GAS || reading.parity > 1) return false;
        if (reading.r == 0 || reading.r >= ORDER) return false;
        return reading.s != 0 && reading.s <= ORDER / 2;
    }

    /// @dev Gas and prices, by Osaka's rules and the block's.
    function _price(Reading memory reading, TransactionPart memory t, BlockPart memory b)
        private
        pure
        returns (bool)
    {
        bool isCreate = t.isCreate != 0;
        bytes calldata data = _slice(reading.data, t.calldataLength);
        if (isCreate && data.length > MAX_INIT_CODE) return false;
        (t.intrinsicGas, t.floorGas) = DataGas.price(data, isCreate);
        t.intrinsicGas += reading.lists.gas;
        if (t.gasLimit < t.intrinsicGas || t.gasLimit < t.floorGas) return false;
        if (t.gasLimit + b.cumulativeGas > b.gasLimit) return false;
        if (t.maxTip > t.maxFee || t.maxFee < b.baseFee) return false;
        if (!isCreate && t.to == SystemAccounts.IPFS_RESOLVER) return false;
        t.tip = t.maxFee - b.baseFee;
        if (t.maxTip < t.tip) t.tip = t.maxTip;
        t.gasPrice = b.baseFee + t.tip;
        return true;
    }

    function _recover(Reading memory reading, TransactionPart memory t)
        private
        pure
        returns (bool)
    {
        bytes memory signed = _slice(reading.content, reading.contentEnd - reading.content);
        if (t.transactionType == 0) {
            // EIP-155: three more items stand for the signature.
            bytes memory chainId = Rlp.encodeString(Rlp.integerBytes(reading.chainId));
            signed = Rlp.encodeList(bytes.concat(signed, chainId, hex"8080"));
        } else {
            signed = bytes.concat(bytes1(uint8(t.transactionType)), Rlp.encodeList(signed));
        }
        address signer = ecrecover(
            keccak256(signed), uint8(27 + reading.parity), bytes32(reading.r), bytes32(reading.s)
        );
        t.origin = uint160(signer);
        return signer != address(0);
    }

    function _slice(uint256 start, uint256 length) private pure returns (bytes calldata data) {
        assembly ("memory-safe") {
            data.offset := start
            data.length := length
        }
    }
}
