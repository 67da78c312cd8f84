import com.carrotsearch.randomizedtesting.RandomizedRunner;
import com.carrotsearch.randomizedtesting.annotations.ThreadLeakScope;
import com.carrotsearch.randomizedtesting.annotations.TimeoutSuite;
import java.util.List;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.node.MockNode;
import org.elasticsearch.transport.netty4.Netty4Plugin;
import org.junit.Test;
import org.junit.runner.RunWith;

/**
 * One Elasticsearch node without an installation: the published jars start only inside the runner of their own tests. System
 * properties: portal.home, portal.cluster, portal.port. Ends with its standard input.
 */
@RunWith(RandomizedRunner.class)
@TimeoutSuite(millis = 86400000)
@ThreadLeakScope(ThreadLeakScope.Scope.NONE)
public class ElasticsearchNode {
    @Test
    public void serve() throws Exception {
        Settings settings = Settings.builder()
            .put("path.home", System.getProperty("portal.home"))
            .put("cluster.name", System.getProperty("portal.cluster"))
            .put("node.name", "one")
            .put("http.port", System.getProperty("portal.port"))
            .put("transport.port", "0")
            .put("network.host", "127.0.0.1")
            .put("discovery.type", "single-node")
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        try (MockNode node = new MockNode(settings, List.of(Netty4Plugin.class))) {
            node.start();
            while (System.in.read() != -1) {
            }
        }
    }
}
