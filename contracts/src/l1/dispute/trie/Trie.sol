// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Tape} from "../machine/Tape.sol";
import {Nibbles} from "./Nibbles.sol";
import {Rlp} from "./Rlp.sol";

/// @notice Merkle-Patricia tries with keys of 32 bytes, on nodes from a tape: look up, write and remove.
/// @dev A node that is referred to by its hash is an element of the tape, in the order in which it is needed; a
/// node embedded in its parent is not. A removal that leaves a branch with one child reads that child as well.
library Trie {
    using Nibbles for Nibbles.Path;
    using Tape for Tape.Reader;

    /// @notice keccak256(rlp('')).
    bytes32 internal constant EMPTY_ROOT =
        0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421;

    uint256 private constant NOTHING = 0x80;
    uint256 private constant HASH_ITEM = 0xa0;
    uint256 private constant MAX_DEPTH = 64;

    /// @notice Where the way to a key ends: at an empty place, at its leaf, or at another node's path.
    enum End {
        Nothing,
        Leaf,
        Fork
    }

    /// @notice The way from a trie's root to where a key stands or would stand.
    struct Way {
        bytes32 root;
        Nibbles.Path key;
        /// @dev Nibbles that the nodes took.
        uint256 depth;
        /// @dev Branches and extensions, and which of their bytes are the item in which the way goes on.
        uint256 count;
        bytes[] nodes;
        uint256[] starts;
        uint256[] ends;
        End end;
        /// @dev Of the leaf or of the node at which the way forks: its path, and its second item.
        Nibbles.Path path;
        bool isLeaf;
        bytes item;
    }

    /// @dev What a node's bytes say.
    struct Node {
        bool isBranch;
        bool isLeaf;
        Nibbles.Path path;
        uint256 payload;
        uint256 start;
        uint256 end;
    }

    error TrieTooDeep();

    /// @notice Goes from a root towards a key.
    function walk(Tape.Reader memory tape, bytes32 root, bytes32 key)
        internal
        pure
        returns (Way memory way)
    {
        way.root = root;
        way.key = Nibbles.Path(uint256(key), 64);
        if (root == EMPTY_ROOT) return way;
        way.nodes = new bytes[](MAX_DEPTH);
        way.starts = new uint256[](MAX_DEPTH);
        way.ends = new uint256[](MAX_DEPTH);
        bytes memory node = tape.nextWithHash(root);
        while (_enter(way, node)) {
            uint256 last = way.count - 1;
            node = _resolve(tape, way.nodes[last], way.starts[last], way.ends[last]);
        }
    }

    /// @notice The value, which no key has empty.
    function value(Way memory way) internal pure returns (bytes memory) {
        if (way.end != End.Leaf) return "";
        (uint256 payload, uint256 end) = Rlp.bounds(way.item, 0);
        return Rlp.slice(way.item, payload, end);
    }

    /// @notice The root of the trie with another value for the way's key.
    function put(Way memory way, bytes memory written) internal pure returns (bytes32) {
        bytes memory item = Rlp.encodeString(written);
        if (way.end == End.Fork) return _ascend(way, _fork(way, item));
        return _ascend(way, _short(way.key.from(way.depth), true, item));
    }

    /// @notice The root of the trie without the way's key.
    function remove(Way memory way, Tape.Reader memory tape) internal pure returns (bytes32) {
        if (way.end != End.Leaf) return way.root;
        if (way.count == 0) return EMPTY_ROOT;
        uint256 last = way.count - 1;
        bytes memory branch = _replace(way, last, abi.encodePacked(uint8(NOTHING)));
        way.count = last;
        (uint256 children, uint256 only, uint256 start) = _children(branch);
        if (children > 1) return _ascend(way, branch);
        (, uint256 end) = Rlp.bounds(branch, start);
        bytes memory merged =
            _merge(way, Nibbles.Path(only << 252, 1), Rlp.slice(branch, start, end), tape);
        return _ascend(way, merged);
    }

    /// @dev Takes a node into the way. True when the way goes on in the item that was noted for it.
    function _enter(Way memory way, bytes memory node) private pure returns (bool) {
        Node memory opened = _open(node);
        if (opened.isBranch) {
            uint256 start = Rlp.skip(node, opened.payload, way.key.nibbleAt(way.depth));
            (, uint256 end) = Rlp.bounds(node, start);
            way.depth += 1;
            _note(way, node, start, end);
            return Rlp.byteAt(node, start) != NOTHING;
        }
        uint256 length = opened.path.length;
        bool fits = opened.path.common(way.key.from(way.depth)) == length;
        if (fits && !opened.isLeaf) {
            way.depth += length;
            _note(way, node, opened.start, opened.end);
            return true;
        }
        // Keys are of one length: a leaf whose path fits takes all that is left of the key.
        require(!fits || way.depth + length == MAX_DEPTH, Rlp.MalformedRlp());
        way.end = fits ? End.Leaf : End.Fork;
        way.path = opened.path;
        way.isLeaf = opened.isLeaf;
        way.item = Rlp.slice(node, opened.start, opened.end);
        return false;
    }

    function _note(Way memory way, bytes memory node, uint256 start, uint256 end) private pure {
        require(way.count < MAX_DEPTH && way.depth <= MAX_DEPTH, TrieTooDeep());
        (way.nodes[way.count], way.starts[way.count], way.ends[way.count]) = (node, start, end);
        way.count += 1;
    }

    /// @dev The node that an item refers to: by its hash, or by being it.
    function _resolve(Tape.Reader memory tape, bytes memory node, uint256 start, uint256 end)
        private
        pure
        returns (bytes memory)
    {
        if (Rlp.byteAt(node, start) != HASH_ITEM) return Rlp.slice(node, start, end);
        return tape.nextWithHash(bytes32(Rlp.slice(node, start + 1, end)));
    }

    /// @dev A branch, under an extension if need be, over what stood there and a new leaf.
    function _fork(Way memory way, bytes memory item) private pure returns (bytes memory) {
        Nibbles.Path memory rest = way.key.from(way.depth);
        uint256 common = way.path.common(rest);
        Nibbles.Path memory below = way.path.from(common + 1);
        bytes memory old = way.item;
        if (way.isLeaf || below.length > 0) old = _reference(_short(below, way.isLeaf, way.item));
        bytes memory added = _reference(_short(rest.from(common + 1), true, item));
        bytes memory branch = _branch(way.path.nibbleAt(common), old, rest.nibbleAt(common), added);
        if (common == 0) return branch;
        return _short(rest.until(common), false, _reference(branch));
    }

    function _branch(uint256 a, bytes memory itemA, uint256 b, bytes memory itemB)
        private
        pure
        returns (bytes memory)
    {
        if (a > b) (a, itemA, b, itemB) = (b, itemB, a, itemA);
        bytes memory payload =
            bytes.concat(_nothings(a), itemA, _nothings(b - a - 1), itemB, _nothings(16 - b));
        return Rlp.encodeList(payload);
    }

    function _nothings(uint256 count) private pure returns (bytes memory items) {
        items = new bytes(count);
        for (uint256 i = 0; i < count; ++i) {
            items[i] = bytes1(uint8(NOTHING));
        }
    }

    /// @dev How many children a branch has, and which is the last and where it stands.
    function _children(bytes memory branch)
        private
        pure
        returns (uint256 count, uint256 index, uint256 start)
    {
        (uint256 position,) = Rlp.bounds(branch, 0);
        for (uint256 i = 0; i < 16; ++i) {
            if (Rlp.byteAt(branch, position) != NOTHING) {
                (count, index, start) = (count + 1, i, position);
            }
            (, position) = Rlp.bounds(branch, position);
        }
        require(count > 0, Rlp.MalformedRlp());
    }

    /// @dev The node that takes the place of a branch with one child: both paths in one, and that of an extension
    /// above, which goes from the way.
    function _merge(
        Way memory way,
        Nibbles.Path memory path,
        bytes memory child,
        Tape.Reader memory tape
    ) private pure returns (bytes memory) {
        bytes memory node = _resolve(tape, child, 0, child.length);
        Node memory opened = _open(node);
        if (!opened.isBranch) {
            path = path.join(opened.path);
            child = Rlp.slice(node, opened.start, opened.end);
        }
        if (way.count > 0) {
            Node memory above = _open(way.nodes[way.count - 1]);
            if (!above.isBranch) {
                path = above.path.join(path);
                way.count -= 1;
            }
        }
        return _short(path, opened.isLeaf, child);
    }

    /// @dev A branch, or the path of a leaf or an extension and where its second item stands.
    function _open(bytes memory node) private pure returns (Node memory opened) {
        uint256 nodeEnd;
        (opened.payload, nodeEnd) = Rlp.bounds(node, 0);
        uint256 firstPayload;
        (firstPayload, opened.start) = Rlp.bounds(node, opened.payload);
        (, opened.end) = Rlp.bounds(node, opened.start);
        opened.isBranch = opened.end < nodeEnd;
        if (opened.isBranch) return opened;
        (opened.path, opened.isLeaf) = Nibbles.decode(node, firstPayload, opened.start);
    }

    /// @dev The root over a node that takes the place at which the way's nodes end.
    function _ascend(Way memory way, bytes memory node) private pure returns (bytes32) {
        for (uint256 i = way.count; i > 0; --i) {
            node = _replace(way, i - 1, _reference(node));
        }
        return keccak256(node);
    }

    /// @dev A node of the way with another item in which the way goes on.
    function _replace(Way memory way, uint256 index, bytes memory item)
        private
        pure
        returns (bytes memory)
    {
        bytes memory node = way.nodes[index];
        (uint256 payload, uint256 end) = Rlp.bounds(node, 0);
        return Rlp.encodeList(
            bytes.concat(
                Rlp.slice(node, payload, way.starts[index]),
                item,
                Rlp.slice(node, way.ends[index], end)
            )
        );
    }

    /// @dev How a parent refers to a node: by its hash, or by holding it if it is shorter than that.
    function _reference(bytes memory node) private pure returns (bytes memory) {
        if (node.length < 32) return node;
        return abi.encodePacked(uint8(HASH_ITEM), keccak256(node));
    }

    /// @dev A leaf or an extension.
    function _short(Nibbles.Path memory path, bool isLeaf, bytes memory item)
        private
        pure
        returns (bytes memory)
    {
        return Rlp.encodeList(bytes.concat(Rlp.encodeString(path.encode(isLeaf)), item));
    }
}
