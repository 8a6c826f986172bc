// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDACManager} from "./interfaces/IDACManager.sol";
import {Profile} from "./Profile.sol";
import {SlugRules} from "./SlugRules.sol";

/// @notice The registry of all DACs.
contract DACManager is IDACManager {
    uint256 public constant MAX_URL_LENGTH = 256;

    address public immutable comCo;

    mapping(uint256 chainId => DAC) private _dacs;
    mapping(bytes32 slugHash => uint256 chainId) private _chainIds;
    uint256[] private _created;

    constructor(address comCo_) {
        comCo = comCo_;
    }

    /// @inheritdoc IDACManager
    function register(
        uint256 chainId,
        address creator,
        string calldata slug,
        Profile profile,
        bytes32 charterHash
    ) external {
        require(msg.sender == comCo, NotAuthorized(msg.sender));
        require(!exists(chainId), ChainExists(chainId));
        requireAvailable(slug);
        DAC storage created = _dacs[chainId];
        created.creator = creator;
        created.createdAtBlock = uint64(block.number);
        created.profile = profile;
        created.charterHash = charterHash;
        created.slug = slug;
        _chainIds[keccak256(bytes(slug))] = chainId;
        _created.push(chainId);
    }

    /// @inheritdoc IDACManager
    function setEndpoints(uint256 chainId, string calldata rpcUrl, string calldata wsUrl) external {
        require(exists(chainId), UnknownChain(chainId));
        require(msg.sender == _dacs[chainId].creator, NotAuthorized(msg.sender));
        _requireUrl(rpcUrl);
        _requireUrl(wsUrl);
        _dacs[chainId].rpcUrl = rpcUrl;
        _dacs[chainId].wsUrl = wsUrl;
        emit EndpointsSet(chainId, rpcUrl, wsUrl);
    }

    /// @inheritdoc IDACManager
    function dac(uint256 chainId) external view returns (DAC memory) {
        require(exists(chainId), UnknownChain(chainId));
        return _dacs[chainId];
    }

    /// @inheritdoc IDACManager
    function exists(uint256 chainId) public view returns (bool) {
        return _dacs[chainId].createdAtBlock != 0;
    }

    /// @inheritdoc IDACManager
    function chainIdOf(string calldata slug) external view returns (uint256) {
        return _chainIds[keccak256(bytes(slug))];
    }

    /// @inheritdoc IDACManager
    function dacCount() external view returns (uint256) {
        return _created.length;
    }

    /// @inheritdoc IDACManager
    function chainIdAt(uint256 index) external view returns (uint256) {
        require(index < _created.length, IndexOutOfRange(index, _created.length));
        return _created[index];
    }

    /// @inheritdoc IDACManager
    function requireAvailable(string calldata slug) public view {
        SlugRules.requireValid(slug);
        uint256 holder = _chainIds[keccak256(bytes(slug))];
        require(holder == 0, SlugTaken(slug, holder));
    }

    function _requireUrl(string calldata url) private pure {
        uint256 length = bytes(url).length;
        require(length <= MAX_URL_LENGTH, UrlTooLong(length, MAX_URL_LENGTH));
    }
}
